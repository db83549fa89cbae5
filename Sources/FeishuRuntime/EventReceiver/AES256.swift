/// The key schedule and tables of AES-256 as specified in FIPS 197, because Foundation does not provide it on all platforms.
///
/// Reading the tables takes a time that depends on the data, which only another process on the same processor could
/// measure. The platform's signature, which is checked first, does not depend on it.
package struct AES256: Sendable, CustomReflectable {
    package static let blockSize = 16
    package static let rounds = 14

    /// The keys of the rounds, of the size of a block each.
    package let roundKeys: [[UInt8]]

    /// - Parameter key: The 32 bytes of the key.
    /// - Returns: Nil for another number of bytes.
    package init?(key: [UInt8]) {
        guard key.count == 32 else { return nil }
        var words = stride(from: 0, to: 32, by: 4).map { Array(key[$0..<$0 + 4]) }
        var constant: UInt8 = 1
        for index in 8..<4 * (Self.rounds + 1) {
            var word = words[index - 1]
            if index % 8 == 0 {
                word = (word[1...] + word[..<1]).map(Self.substitute)
                word[0] ^= constant
                constant = Self.product(constant, 2)
            } else if index % 8 == 4 {
                word = word.map(Self.substitute)
            }
            words.append(zip(words[index - 8], word).map(^))
        }
        roundKeys = stride(from: 0, to: words.count, by: 4).map { Array(words[$0..<$0 + 4].joined()) }
    }

    package var customMirror: Mirror { Mirror(self, children: []) }

    /// Returns the product of two elements of the field of AES (FIPS 197, section 4.2).
    package static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (product, left, right) = (0 as UInt8, left, right)
        while right != 0 {
            if right & 1 != 0 { product ^= left }
            left = left << 1 ^ (left & 0x80 != 0 ? 0x1B : 0)
            right >>= 1
        }
        return product
    }

    /// Returns the byte that replaces a byte.
    package static func substitute(_ byte: UInt8) -> UInt8 { substitution[Int(byte)] }

    /// The S-box (FIPS 197, section 5.1.1): the inverse of each element, and an affine transformation.
    private static let substitution: [UInt8] = {
        // The powers of 3 are all elements except 0. The inverse of the power n is the power 255 - n.
        let powers = (1..<255).reduce(into: [1 as UInt8]) { powers, _ in
            powers.append(product(powers[powers.count - 1], 3))
        }
        var substitution = [UInt8](repeating: 0x63, count: 256)
        for (exponent, element) in powers.enumerated() {
            let inverse = powers[(255 - exponent) % 255]
            let rotations = (1...4).map { inverse << $0 | inverse >> (8 - $0) }
            substitution[Int(element)] = rotations.reduce(inverse ^ 0x63, ^)
        }
        return substitution
    }()

    fileprivate static let inverseSubstitution: [UInt8] = {
        var inverse = [UInt8](repeating: 0, count: 256)
        for (byte, substitute) in substitution.enumerated() { inverse[Int(substitute)] = UInt8(byte) }
        return inverse
    }()

    fileprivate static let products = (
        by9: table(9), by11: table(11), by13: table(13), by14: table(14)
    )

    private static func table(_ factor: UInt8) -> [UInt8] { (0...255).map { product($0, factor) } }
}

extension AES256 {
    /// Decrypts blocks in CBC mode (NIST SP 800-38A, section 6.2) without removing padding.
    ///
    /// - Returns: Nil if the first block, the initialization vector, is incomplete, or another block is.
    package func decryptBlocks(_ bytes: [UInt8]) -> [UInt8]? {
        let size = Self.blockSize
        guard bytes.count >= size, bytes.count % size == 0 else { return nil }
        var plaintext: [UInt8] = []
        plaintext.reserveCapacity(bytes.count - size)
        var (state, buffer) = ([UInt8](repeating: 0, count: size), [UInt8](repeating: 0, count: size))
        for start in stride(from: size, to: bytes.count, by: size) {
            for offset in 0..<size { state[offset] = bytes[start + offset] }
            decrypt(&state, &buffer)
            for offset in 0..<size { plaintext.append(state[offset] ^ bytes[start - size + offset]) }
        }
        return plaintext
    }

    /// Decrypts an initialization vector and a padded message in CBC mode, and removes the padding of PKCS #7 (RFC 5652,
    /// section 6.3).
    ///
    /// - Returns: Nil for a wrong length or padding. The time to find a wrong padding does not depend on its bytes.
    package func decrypt(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= 2 * Self.blockSize, let padded = decryptBlocks(bytes), let last = padded.last else {
            return nil
        }
        var difference: UInt8 = last == 0 || last > Self.blockSize ? 1 : 0
        for (offset, byte) in padded.suffix(Self.blockSize).reversed().enumerated() {
            let isPadding: UInt8 = offset < Int(last) ? 0xFF : 0
            difference |= (byte ^ last) & isPadding
        }
        return difference == 0 ? Array(padded.dropLast(Int(last))) : nil
    }

    /// The inverse cipher (FIPS 197, section 5.3), in place. The other buffer, of the size of a block, saves allocations.
    private func decrypt(_ state: inout [UInt8], _ buffer: inout [UInt8]) {
        Self.add(roundKeys[Self.rounds], to: &state)
        for round in (0..<Self.rounds).reversed() {
            for index in 0..<Self.blockSize {
                // Row r of the state, which has columns of 4 bytes, moves r columns to the right.
                buffer[index] = Self.inverseSubstitution[Int(state[(index + 12 * (index % 4)) % 16])]
            }
            swap(&state, &buffer)
            Self.add(roundKeys[round], to: &state)
            if round > 0 { Self.inverseMixColumns(&state) }
        }
    }

    private static func add(_ key: [UInt8], to state: inout [UInt8]) {
        for index in 0..<blockSize { state[index] ^= key[index] }
    }

    private static func inverseMixColumns(_ state: inout [UInt8]) {
        let (by9, by11, by13, by14) = products
        for column in stride(from: 0, to: blockSize, by: 4) {
            let (a, b) = (Int(state[column]), Int(state[column + 1]))
            let (c, d) = (Int(state[column + 2]), Int(state[column + 3]))
            state[column] = by14[a] ^ by11[b] ^ by13[c] ^ by9[d]
            state[column + 1] = by9[a] ^ by14[b] ^ by11[c] ^ by13[d]
            state[column + 2] = by13[a] ^ by9[b] ^ by14[c] ^ by11[d]
            state[column + 3] = by11[a] ^ by13[b] ^ by9[c] ^ by14[d]
        }
    }
}
