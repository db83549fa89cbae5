// swift-tools-version: 6.0
import PackageDescription

// A package that uses this repository as an app would: it was created with `feishu-codegen init`, and its FeishuAPI is generated
// from copies of the three documents. It contains every Swift block of the README and of the articles.
let package = Package(
    name: "Consumer",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "feishu-codegen", path: "../..")],
    targets: [
        .target(name: "FeishuAPI", dependencies: [.product(name: "FeishuRuntime", package: "feishu-codegen")]),
        .target(
            name: "FeishuAPISamples",
            dependencies: ["FeishuAPI", .product(name: "FeishuTesting", package: "feishu-codegen")]),
        .testTarget(
            name: "FeishuAPITests",
            dependencies: ["FeishuAPISamples", .product(name: "FeishuTesting", package: "feishu-codegen")]),

        // The README, with the module that the repository generates.
        .target(name: "LoopbackPlatform"),
        .executableTarget(
            name: "readme",
            dependencies: [
                "LoopbackPlatform",
                .product(name: "FeishuTesting", package: "feishu-codegen"),
                .product(name: "Generated", package: "feishu-codegen"),
                .product(name: "GeneratedSamples", package: "feishu-codegen"),
            ]),

        // The articles.
        .target(name: "OtherLibrary"),
        .executableTarget(name: "articles", dependencies: ["FeishuAPISamples", "OtherLibrary"]),
        .executableTarget(name: "files", dependencies: ["FeishuAPISamples"]),
    ],
    swiftLanguageModes: [.v6]
)
