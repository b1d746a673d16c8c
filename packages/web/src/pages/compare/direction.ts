const LOWER =
  /(^|[^a-z])(loss|losses|error|err|rmse|mse|mae|mape|rmsle|logloss|nll|perplexity|ppl|wer|cer|fid|brier|ece|latency|duration|time|seconds|ms|memory|cost|regret|divergence|kl)([^a-z]|$)/;

/** Whether less is better of a metric, as far as its name says. */
export function isLowerBetter(name: string): boolean {
  const words = name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  return LOWER.test(words) || words.endsWith("loss");
}
