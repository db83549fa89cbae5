import Foundation

/// How much more processor time a piece of work takes at twice the doubled size, four times the input: 4 where it is linear,
/// 16 where it is quadratic.
///
/// The time is that of the thread, and the shortest of several runs, so that what else the machine does does not count.
package func growth(at size: Int, of work: (Int) throws -> Void) rethrows -> Double {
    func time(_ size: Int) throws -> Double {
        var shortest = Double.infinity
        for _ in 1...2 {
            let start = threadTime()
            try work(size)
            shortest = min(shortest, threadTime() - start)
        }
        return shortest
    }
    return try time(4 * size) / time(size)
}

private func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
