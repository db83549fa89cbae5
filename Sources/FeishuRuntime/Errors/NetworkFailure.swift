import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Texts for errors of URLSession, which on Linux describe themselves only by a number.
enum NetworkFailure {
    /// Returns what went wrong between the client and the platform.
    static func text(of error: any Error) -> String {
        guard let error = error as? URLError, let cause = causes[error.code] else { return error.text }
        return cause + " (URLError \(error.code.rawValue))"
    }

    private static let causes: [URLError.Code: String] = [
        .timedOut: "no data arrived in time",
        .cannotFindHost: "the host name cannot be resolved",
        .dnsLookupFailed: "the host name cannot be resolved",
        .cannotConnectToHost: "the host does not accept the connection",
        .networkConnectionLost: "the connection was closed before the response was complete",
        .notConnectedToInternet: "there is no connection to the internet",
        .secureConnectionFailed: "the TLS connection cannot be established",
        .serverCertificateUntrusted: "the certificate of the server is not trusted",
        .serverCertificateHasBadDate: "the certificate of the server is expired or not valid yet",
        .serverCertificateNotYetValid: "the certificate of the server is not valid yet",
        .serverCertificateHasUnknownRoot: "the certificate of the server has an unknown root",
        .badServerResponse: "the response is not valid HTTP",
        .cannotParseResponse: "the response is not valid HTTP",
    ]
}
