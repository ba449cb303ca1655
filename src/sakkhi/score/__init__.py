"""A reading and what a careful reader wrote down → how far they agree. The verb is `score`; `total` sums reports."""

from sakkhi.score.gold import GoldReport
from sakkhi.score.reports import ReportScore, Total, score, total

__all__ = ["GoldReport", "ReportScore", "Total", "score", "total"]
