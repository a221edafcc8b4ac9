"""The same work as the bench `engine`, in Python with scipy: one JSON line a figure."""
import json
import statistics
import time

from scipy import stats


def median(work, runs=15):
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000.0)
    return statistics.median(times)


def figure(name, value, unit, note):
    print(json.dumps({"name": name, "value": value, "unit": unit, "note": note}), flush=True)


def ratio(a, t0, b, t1):
    n, pi = a + b, t1 / (t0 + t1)
    lower, upper = stats.binom.cdf(b, n, pi), stats.binom.sf(b - 1, n, pi)
    smaller = min(lower, upper)
    p, mid = min(1.0, 2.0 * smaller), 2.0 * smaller - stats.binom.pmf(b, n, pi)
    low, high = stats.beta.ppf(0.025, b, a + 1), stats.beta.ppf(0.975, b + 1, a)
    return p, mid, t0 / t1 * low / (1.0 - low), t0 / t1 * high / (1.0 - high)


for name, a, b in [("small", 6, 2), ("hundreds", 211, 51), ("million", 1_000_000, 1_003_200)]:
    many = 20
    value = median(lambda: [ratio(a, 1.0 + n * 1e-9, b, 1.0) for n in range(many)])
    figure(f"scipy_ratio_{name}", value / many * 1000.0, "µs", "scipy.stats: binom and beta")


def chart(values):
    base = values[:100]
    centre = sum(base) / len(base)
    ranges = [abs(y - x) for x, y in zip(base, base[1:])]
    mean = sum(ranges) / len(ranges)
    kept = [r for r in ranges if r <= 3.267 * mean]
    half = 2.66 * sum(kept) / len(kept)
    signals, run, side, trend, slope, last = [], 0, 0, 1, 0, None
    for place, value in enumerate(values):
        here = (value > centre) - (value < centre)
        run = run + 1 if here == side and here else 1
        side = here
        if run >= 7:
            signals.append((place, "shift"))
        if last is not None:
            step = (value > last) - (value < last)
            trend = trend + 1 if step == slope and step else 2
            slope = step
            if trend >= 7:
                signals.append((place, "trend"))
        last = value
        if abs(value - centre) > half:
            signals.append((place, "astronomical"))
        if place >= 2:
            three = values[place - 2 : place + 1]
            near = [v for v in three if half * 2 / 3 < abs(v - centre) <= half]
            if len(near) >= 2 and len({v > centre for v in three}) == 1:
                signals.append((place, "two_in_three"))
    return signals


VALUES = [(n * 7919 % 13) + (n % 5) * 0.1 for n in range(10_000)]
figure("python_chart_10000", median(lambda: chart(VALUES)), "ms", "plain Python, one pass")
