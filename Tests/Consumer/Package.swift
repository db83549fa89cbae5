// swift-tools-version: 6.0
import PackageDescription

// A package that depends on this repository as an app would. Every Swift block of the README is in it.
let package = Package(
    name: "Consumer",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "feishu-codegen", path: "../..")],
    targets: [
        .target(name: "OtherLibrary"),
        .executableTarget(
            name: "consumer", dependencies: ["OtherLibrary", .product(name: "Generated", package: "feishu-codegen")]),
        // A module of one's own: generate --specs specs --output Sources/DemoAPI --except demo.v1.file.delete
        .target(name: "DemoAPI", dependencies: [.product(name: "FeishuRuntime", package: "feishu-codegen")]),
        .executableTarget(name: "files", dependencies: ["DemoAPI"]),
    ],
    swiftLanguageModes: [.v6]
)
