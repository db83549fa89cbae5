// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "feishu-codegen",
    platforms: [.macOS(.v13), .iOS(.v16), .tvOS(.v16), .watchOS(.v9), .visionOS(.v1)],
    products: [
        .executable(name: "feishu-codegen", targets: ["feishu-codegen"]),
        .library(name: "Generated", targets: ["Generated"]),
        .library(name: "GeneratedSamples", targets: ["GeneratedSamples"]),
        .library(name: "FeishuRuntime", targets: ["FeishuRuntime"]),
        .library(name: "FeishuTesting", targets: ["FeishuTesting"]),
    ],
    targets: [
        // The tool, in the order in which data flows through it.
        .target(name: "SourceText"),
        .target(name: "EndpointSpec", dependencies: ["SourceText"]),
        .target(name: "DocumentImport", dependencies: ["EndpointSpec", "SourceText"]),
        .target(name: "SwiftGeneration", dependencies: ["EndpointSpec", "SourceText"]),
        .target(name: "DocumentPortal", dependencies: ["FeishuRuntime", "SourceText"]),
        .target(name: "OpenAPIExport", dependencies: ["EndpointSpec", "SourceText"]),
        .target(
            name: "SpecReport",
            dependencies: ["DocumentImport", "EndpointSpec", "FeishuRuntime", "SourceText", "SwiftGeneration"]),
        .executableTarget(
            name: "feishu-codegen",
            dependencies: [
                "DocumentImport", "DocumentPortal", "EndpointSpec", "OpenAPIExport", "SourceText", "SpecReport",
                "SwiftGeneration",
            ]),

        // The client.
        .target(name: "FeishuRuntime"),
        .target(name: "FeishuTesting", dependencies: ["FeishuRuntime"]),
        .target(name: "Generated", dependencies: ["FeishuRuntime"], path: "Generated", exclude: ["Samples"]),
        .target(name: "GeneratedSamples", dependencies: ["FeishuTesting", "Generated"], path: "Generated/Samples"),

        // What tests share.
        .target(name: "RepositoryFiles", dependencies: ["EndpointSpec", "SourceText"], path: "Tests/RepositoryFiles"),
        .target(name: "LoopbackPlatform", path: "Tests/LoopbackPlatform"),
        .target(name: "FakeConnection", dependencies: ["FeishuRuntime"], path: "Tests/FakeConnection"),
        .target(name: "Landmines", dependencies: ["FeishuRuntime"], path: "Tests/Landmines/Generated"),
        .target(
            name: "LandminesSamples", dependencies: ["FeishuTesting", "Landmines"], path: "Tests/Landmines/Samples"),
        .target(name: "HireFixture", dependencies: ["FeishuRuntime"], path: "Tests/HireFixture/Generated"),
        .target(
            name: "HireFixtureSamples", dependencies: ["FeishuTesting", "HireFixture"],
            path: "Tests/HireFixture/Samples"),

        // Measurements and servers, which scripts in .ci run.
        .executableTarget(
            name: "benchmark",
            dependencies: [
                "DocumentImport", "HireFixture", "HireFixtureSamples", "LoopbackPlatform", "RepositoryFiles",
            ],
            path: "Tests/Benchmark"),
        .executableTarget(
            name: "soak", dependencies: ["FakeConnection", "FeishuTesting", "HireFixture", "LoopbackPlatform"],
            path: "Tests/Soak"),
        .executableTarget(
            name: "newcomer-platform", dependencies: ["LoopbackPlatform"], path: "Tests/NewcomerPlatform",
            exclude: ["documents"]),
        .executableTarget(
            name: "weights", dependencies: ["DocumentImport", "RepositoryFiles"], path: "Tests/Weights"),

        .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
        .testTarget(name: "EndpointSpecTests", dependencies: ["EndpointSpec", "RepositoryFiles", "SourceText"]),
        .testTarget(
            name: "DocumentImportTests",
            dependencies: ["DocumentImport", "EndpointSpec", "RepositoryFiles", "SourceText"]),
        .testTarget(
            name: "DocumentPortalTests", dependencies: ["DocumentPortal", "LoopbackPlatform", "SourceText"]),
        .testTarget(
            name: "OpenAPIExportTests",
            dependencies: ["EndpointSpec", "OpenAPIExport", "RepositoryFiles", "SourceText"]),
        .testTarget(name: "SpecReportTests", dependencies: ["EndpointSpec", "SourceText", "SpecReport"]),
        .testTarget(
            name: "SwiftGenerationTests",
            dependencies: [
                "EndpointSpec", "FeishuTesting", "Landmines", "LandminesSamples", "RepositoryFiles", "SourceText",
                "SwiftGeneration",
            ],
            exclude: ["Cases"]),
        .testTarget(
            name: "FeishuRuntimeTests",
            dependencies: ["FakeConnection", "FeishuTesting", "HireFixture", "LoopbackPlatform", "RepositoryFiles"]),
        .testTarget(
            name: "FeishuTestingTests",
            dependencies: ["FeishuTesting", "HireFixture", "HireFixtureSamples"]),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "EndpointSpec", "FeishuTesting", "Generated", "GeneratedSamples", "LoopbackPlatform",
                "RepositoryFiles", "SourceText",
            ]),
        .testTarget(
            name: "ToolTests",
            dependencies: [
                "feishu-codegen", "DocumentImport", "FeishuTesting", "Generated", "LoopbackPlatform", "RepositoryFiles",
                "SourceText",
            ]),
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "feishu-codegen", "DocumentImport", "DocumentPortal", "EndpointSpec", "FakeConnection", "FeishuRuntime",
                "FeishuTesting", "RepositoryFiles", "SourceText", "SwiftGeneration",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
