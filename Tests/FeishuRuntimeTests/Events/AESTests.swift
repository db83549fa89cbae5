import Foundation
import Testing

@testable import FeishuRuntime
@testable import FeishuTesting

/// AES-256 in CBC mode, with vectors of others.
@Suite struct AESTests {
    private static func cipher(_ key: String) throws -> AES256 {
        try #require(AES256(key: SHA256.digest(of: key)))
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.filter { $0 != " " })
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
    }

    /// NIST SP 800-38A, appendix F.2.6.
    @Test func theVectorsOfNISTAreDecrypted() throws {
        let cipher = try #require(
            AES256(key: Self.bytes("603deb1015ca71be2b73aef0857d7781 1f352c073b6108d72d9810a30914dff4")))
        let encrypted = Self.bytes(
            """
            000102030405060708090a0b0c0d0e0f f58c4c04d6e5f1ba779eabfb5f7bfbd6 9cfc4e967edb808d679f777bc6702c7d \
            39f23369a9d9bacfa530e26304231461 b2eb05e2c39be9fcda6c19078c6a9d1b
            """)
        let plaintext = Self.bytes(
            """
            6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51 30c81c46a35ce411e5fbc1191a0a52ef \
            f69f2445df4f9b17ad2b417be66c3710
            """)
        #expect(cipher.decryptBlocks(encrypted) == plaintext)
        let own = cipher.encrypt(plaintext, initializationVector: Array(encrypted.prefix(16)))
        #expect(own.dropLast(16) == encrypted[...] && cipher.decrypt(own) == plaintext)
    }

    /// The first is the platform's own vector; the others were encrypted by OpenSSL.
    static let messages = [
        ("test key", "hello world", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="),
        ("vector key 0", "", "pU3KGCUwux1tEyze1iN7LmR0BRo2vUjeGQ3LpsKmMFU="),
        ("vector key 1", "a", "2R4/ch/LGXEXRJTWSTydXL8nPeJZOYqq1vrpCVScWkY="),
        ("vector key 2", "fifteen bytes!!", "NGC+MSAeaf7aoO7ouZl/XP4h/JdKcBIFU70z+7AOAqE="),
        (
            "vector key 3", "exactly 16 bytes", "fCmZ/a/lkyU81lSvTfrXFOetqb6ODeQkzUY1573fhCEDD4cN/K0MZzqxT9U30q+g"
        ),
        (
            "vector key 4", #"{"schema":"2.0","header":{"event_id":"e1"}}"#,
            "J6Cus/7pIy+K8iEfnuSRxVx1OR9QOq0UZTI11vudvEBCR3AVfv01VlIL7rBcq3o3vh4g+m2l0cbcz8CH5DKmAw=="
        ),
        (
            "vector key 5", String(repeating: "事件 ", count: 20),
            "sQvstVY7/B5vk0J+y8j+KVptCHC42UUPcIu5ep7xRkzrR6/LHAQdMomMshY5XwwccB3J+iGDHjHMSNjlVfiNjLc0aRgsJLDefYZA0zZBd9iDOCyUcEqhFWkCRVPQehjlNZhYpRVWdlscrOzwNH6WK6nh40egn4rDg6iq/wVy/26GfdtsGJ5pzMoIIDRaM72zrTivKPcvdbbkL9xDTtASZg=="
        ),
    ]

    @Test(arguments: messages) func aMessageIsDecryptedAndEncrypted(key: String, text: String, base64: String) throws {
        let (cipher, encrypted) = (try Self.cipher(key), try #require(Data(base64Encoded: base64)))
        #expect(cipher.decrypt(Array(encrypted)) == Array(text.utf8))
        let own = cipher.encrypt(Array(text.utf8), initializationVector: Array(encrypted.prefix(16)))
        #expect(own == Array(encrypted))
    }

    @Test func wrongLengthsAreNotDecrypted() throws {
        let cipher = try Self.cipher("k")
        let encrypted = cipher.encrypt([1, 2, 3], initializationVector: [UInt8](repeating: 7, count: 16))
        for count in 0..<32 { #expect(cipher.decrypt(Array(encrypted.prefix(count))) == nil) }
        for count in 1..<16 { #expect(cipher.decrypt(encrypted + [UInt8](repeating: 0, count: count)) == nil) }
        #expect(cipher.decryptBlocks([]) == nil)
        #expect(AES256(key: [1, 2, 3]) == nil)
    }

    /// A block that decrypts to given bytes: the initialization vector of one block is added to them.
    @Test(arguments: [
        ([UInt8](repeating: 0, count: 16), false), ([UInt8](repeating: 17, count: 16), false),
        ([UInt8](repeating: 16, count: 16), true), ([UInt8](repeating: 9, count: 15) + [1], true),
        ([UInt8](repeating: 9, count: 14) + [3, 2], false), ([UInt8](repeating: 9, count: 14) + [2, 2], true),
        ([UInt8](repeating: 16, count: 15) + [255], false), ([15] + [UInt8](repeating: 16, count: 15), false),
    ])
    func onlyValidPaddingIsRemoved(block: [UInt8], isValid: Bool) throws {
        let cipher = try Self.cipher("k")
        let vector = [UInt8](repeating: 0, count: 16)
        let encrypted = cipher.encrypt(block, initializationVector: vector)
        #expect((cipher.decrypt(Array(encrypted.prefix(32))) != nil) == isValid)
    }

    @Test func nothingOfAKeyIsPrinted() throws {
        var text = ""
        dump(try Self.cipher("k"), to: &text)
        #expect(text.split(separator: "\n").count == 1)
    }
}
