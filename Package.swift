// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "feishu-codegen",
    platforms: [.macOS(.v13), .iOS(.v16)],
    products: [
        .executable(name: "feishu-codegen", targets: ["feishu-codegen"]),
        .library(name: "Generated", targets: ["Generated"]),
        .library(name: "FeishuRuntime", targets: ["FeishuRuntime"]),
    ],
    targets: [
        .target(name: "EndpointSpec"),
        .target(name: "SwiftGeneration", dependencies: ["EndpointSpec"]),
        .target(name: "FeishuRuntime"),
        .target(name: "Generated", dependencies: ["FeishuRuntime"], path: "Generated"),
        .executableTarget(name: "feishu-codegen", dependencies: ["EndpointSpec", "SwiftGeneration"]),
    ],
    swiftLanguageModes: [.v6]
)
