import FeishuRuntime

extension AES256 {
    /// Encrypts a message in CBC mode (NIST SP 800-38A, section 6.2) with the padding of PKCS #7.
    ///
    /// - Parameter initializationVector: The first block. Its length is that of a block.
    /// - Returns: The initialization vector and the encrypted blocks.
    func encrypt(_ message: [UInt8], initializationVector: [UInt8]) -> [UInt8] {
        let padding = Self.blockSize - message.count % Self.blockSize
        let padded = message + [UInt8](repeating: UInt8(padding), count: padding)
        var encrypted = initializationVector
        for start in stride(from: 0, to: padded.count, by: Self.blockSize) {
            let block = zip(padded[start...], encrypted.suffix(Self.blockSize)).map(^)
            encrypted += self.encrypted(block)
        }
        return encrypted
    }

    /// The cipher (FIPS 197, section 5.1).
    private func encrypted(_ block: [UInt8]) -> [UInt8] {
        var state = zip(block, roundKeys[0]).map(^)
        for round in 1...Self.rounds {
            // Row r of the state, which has columns of 4 bytes, moves r columns to the left.
            state = state.indices.map { Self.substitute(state[($0 + 4 * ($0 % 4)) % 16]) }
            if round < Self.rounds { Self.mixColumns(&state) }
            state = zip(state, roundKeys[round]).map(^)
        }
        return state
    }

    private static func mixColumns(_ state: inout [UInt8]) {
        for column in stride(from: 0, to: blockSize, by: 4) {
            let bytes = Array(state[column..<column + 4])
            for row in 0..<4 {
                state[column + row] =
                    product(bytes[row], 2) ^ product(bytes[(row + 1) % 4], 3) ^ bytes[(row + 2) % 4]
                    ^ bytes[(row + 3) % 4]
            }
        }
    }
}
