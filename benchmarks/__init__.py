"""Speed and memory as ratios against what people would use instead: ``python -m benchmarks``."""
