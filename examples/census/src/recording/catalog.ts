import type { BatchMessage } from "@begat/client";
import { derivedFeatures, featureColumns, sourceColumns } from "../columns.ts";

/** Answers for the data, the model and the experiment. */
const OWNER = "agent:census-team";
/** Runs the steps. */
export const OPERATOR = "agent:census-pipeline";
/** Rolls a model out when its gate has passed. */
export const RELEASER = "agent:census-release";

export const EXPERIMENT = "exp:census";
export const MODEL = "model:census";
export const ENCODER = "model:census-encoder";

const agents = {
  [OWNER]: ["Census team", "Answers for the census example: its data, its experiment and its model."],
  [OPERATOR]: ["Census pipeline", "The program that runs the steps of the example, one after the other."],
  [RELEASER]: ["Census release", "Approves a rollout when its gate has passed, and rolls it out."],
} as const;

const owned = {
  "ds:census/raw": [
    "Census income, as published",
    "The training part of the Adult data set: 32,561 people of the United States census of 1994 and whether each earned more than 50,000 dollars a year. Becker and Kohavi, https://doi.org/10.24432/C5XW20, CC BY 4.0.",
  ],
  "ds:census/ingested": [
    "Census records",
    "The published records under canonical column names, each with its number; values are the texts of the source.",
  ],
  "ds:census/clean": [
    "Clean census records",
    "Typed and trimmed, missing values marked, exact duplicates dropped. Rows with missing values are kept.",
  ],
  "ds:census/features": [
    "Census features",
    "What models read, computed from each row alone, with the label and the groups that fairness is measured for.",
  ],
  "ds:census/train": [
    "Training split",
    "60 % of the features, for training. A row's content decides its split.",
  ],
  "ds:census/validation": ["Validation split", "20 % of the features, for choosing among the runs."],
  "ds:census/test": ["Test split", "20 % of the features, read once, for the chosen model."],
  "ds:census/evaluations": [
    "Evaluations of the runs",
    "How each run of the grid does on the validation split, as a whole and for each group.",
  ],
  [MODEL]: [
    "Census income model",
    "Says how likely a person earned more than 50,000 dollars in 1994. It shows the unequal pay of its data; no advice on whom to hire or lend to.",
  ],
  [ENCODER]: [
    "Census encoder",
    "Scales numbers and encodes categories as the training split has them. Every model reads its input through it.",
  ],
} as const;

const jobs = {
  "job:census/ingest": ["Ingest", "Reads the published file and refuses it when it is not as published."],
  "job:census/clean": ["Clean", "Types and trims values, marks what is missing, drops duplicates."],
  "job:census/features": ["Compute features", "Computes bands and logarithms from each row alone."],
  "job:census/split": ["Split", "Puts rows that look the same into the same split."],
  "job:census/encode": ["Fit the encoder", "Learns scaling and categories from the training split alone."],
  "job:census/train": [
    "Train the grid",
    "Trains every model of the grid and evaluates it; the runs are its parts.",
  ],
  "job:census/select": ["Select", "Ranks the runs on the validation split and registers the best model."],
  "job:census/evaluate": ["Evaluate", "Measures the chosen model on the test split, and its fairness."],
} as const;

const features: Readonly<Record<string, string>> = {
  "census/age": "Age in years, 17 to 90.",
  "census/workclass": "Kind of employer.",
  "census/fnlwgt": "How many people the census takes the row to stand for; a sampling weight, not a trait.",
  "census/education": "Highest education reached, in words.",
  "census/education-num": "Highest education reached, from 1 (preschool) to 16 (doctorate).",
  "census/marital-status": "Married, divorced, never married and the like.",
  "census/occupation": "Kind of work.",
  "census/relationship": "Place in the household.",
  "census/race": "Race as the census recorded it. No model reads it.",
  "census/sex": "Sex as the census recorded it. No model reads it.",
  "census/capital-gain": "Capital gain in dollars; 99,999 is the largest value that was recorded.",
  "census/capital-loss": "Capital loss in dollars.",
  "census/hours-per-week": "Usual hours of work a week, 1 to 99.",
  "census/native-country": "Country of birth.",
  "census/income": "The label: whether the income is above 50,000 dollars a year.",
  "census/age-band": "Age in bands of five to ten years.",
  "census/capital-gain-log": "Natural logarithm of one plus the capital gain.",
  "census/capital-gain-band": "No, some or a large capital gain.",
  "census/capital-loss-log": "Natural logarithm of one plus the capital loss.",
  "census/capital-loss-band": "No, some, a large or a very large capital loss.",
  "census/hours-band": "Hours of work a week in bands.",
};

type Words = Readonly<Record<string, readonly [name: string, description: string]>>;

function described(words: Words, more: { readonly owner?: string } = {}): readonly BatchMessage[] {
  return Object.entries(words).map(([id, [name, description]]) => ({
    node: { id, name, description, ...more },
  }));
}

/** What the example's agents, data, jobs, models and features are, in words; the same at every recording. */
export function catalog(): readonly BatchMessage[] {
  const names = new Set([...sourceColumns, ...featureColumns].flatMap(({ feature }) => feature ?? []));
  return [
    ...described(agents),
    ...described(owned, { owner: OWNER }),
    ...described({
      [EXPERIMENT]: ["Census income", "Which model tells best who earned more than 50,000 dollars?"],
    }),
    ...described(jobs),
    ...[...names].map((name) => ({ node: { id: `feature:${name}`, description: features[name]! } })),
    ...derivedFeatures.flatMap(({ name, from }) =>
      from.map((source) => ({
        edge: { from: `feature:${name}`, rel: "derived-from" as const, to: `feature:${source}` },
      })),
    ),
  ];
}
