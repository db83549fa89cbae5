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
        .target(name: "SourceText"),
        .target(name: "EndpointSpec", dependencies: ["SourceText"]),
        .target(name: "DocumentImport", dependencies: ["EndpointSpec", "SourceText"]),
        .target(name: "SwiftGeneration", dependencies: ["EndpointSpec", "SourceText"]),
        .target(name: "FeishuRuntime"),
        .target(
            name: "Generated", dependencies: ["FeishuRuntime"], path: ".",
            exclude: [
                "README.md", "Sources/DocumentImport", "Sources/EndpointSpec", "Sources/FeishuRuntime",
                "Sources/SourceText", "Sources/SwiftGeneration", "Sources/feishu-codegen", "Tests", "specs",
            ],
            // The second folder keeps the module from being empty when the first is.
            sources: ["Generated", "Sources/Generated"]),
        .executableTarget(
            name: "feishu-codegen", dependencies: ["DocumentImport", "EndpointSpec", "SourceText", "SwiftGeneration"]),
        .target(name: "LoopbackPlatform", path: "Tests/LoopbackPlatform"),
        .executableTarget(
            name: "benchmark", dependencies: ["Generated", "LoopbackPlatform"], path: "Tests/Benchmark"),
        .executableTarget(name: "soak", dependencies: ["Generated", "LoopbackPlatform"], path: "Tests/Soak"),
        .target(name: "Landmines", dependencies: ["FeishuRuntime"], path: "Tests/Landmines", exclude: ["specs"]),
        .target(name: "Mutations", path: "Tests/Mutations"),
        .testTarget(name: "DocumentImportTests", dependencies: ["DocumentImport", "Mutations"]),
        .testTarget(name: "EndpointSpecTests", dependencies: ["EndpointSpec"]),
        .testTarget(
            name: "SwiftGenerationTests", dependencies: ["SwiftGeneration", "Landmines", "Mutations"],
            exclude: ["Cases"]),
        .testTarget(name: "FeishuRuntimeTests", dependencies: ["Generated", "LoopbackPlatform"]),
        .testTarget(name: "ConformanceTests", dependencies: ["EndpointSpec", "Generated"]),
        .testTarget(name: "ToolTests", dependencies: ["feishu-codegen", "DocumentImport"]),
    ],
    swiftLanguageModes: [.v6]
)
