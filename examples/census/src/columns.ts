import type { Column } from "./table.ts";

/** A canonical feature; `from` names the features it is computed from. */
export interface Feature {
  readonly name: string;
  readonly from: readonly string[];
}

const string = (name: string, feature: string): Column => ({ name, type: "string", feature });
const integer = (name: string, feature: string): Column => ({ name, type: "integer", feature });
const number = (name: string, feature: string): Column => ({ name, type: "number", feature });

const row: Column = { name: "row", type: "integer" };
const age = integer("age", "census/age");
const workclass = string("workclass", "census/workclass");
const educationNum = integer("education_num", "census/education-num");
const maritalStatus = string("marital_status", "census/marital-status");
const occupation = string("occupation", "census/occupation");
const relationship = string("relationship", "census/relationship");
const race = string("race", "census/race");
const sex = string("sex", "census/sex");
const hours = integer("hours_per_week", "census/hours-per-week");
const country = string("native_country", "census/native-country");
const income = integer("income", "census/income");

/** The source file's columns in its order, each under its canonical name. */
export const sourceColumns: readonly (Column & { readonly source: string })[] = [
  { ...age, source: "age" },
  { ...workclass, source: "workclass" },
  { ...integer("fnlwgt", "census/fnlwgt"), source: "fnlwgt" },
  { ...string("education", "census/education"), source: "education" },
  { ...educationNum, source: "education-num" },
  { ...maritalStatus, source: "marital-status" },
  { ...occupation, source: "occupation" },
  { ...relationship, source: "relationship" },
  { ...race, source: "race" },
  { ...sex, source: "sex" },
  { ...integer("capital_gain", "census/capital-gain"), source: "capital-gain" },
  { ...integer("capital_loss", "census/capital-loss"), source: "capital-loss" },
  { ...hours, source: "hours-per-week" },
  { ...country, source: "native-country" },
  { ...income, source: "Salary" },
];

/** Columns of `clean.csv`: typed; `row` is the record's number in the source, from 1; `income` is 1 above 50,000 dollars. */
export const cleanColumns: readonly Column[] = [
  row,
  ...sourceColumns.map(({ name, type, feature }) => ({ name, type, feature })),
];

/** Columns of `ingested.csv`: the same, every value as the text that the source has. */
export const ingestedColumns: readonly Column[] = cleanColumns.map((column) =>
  column === row ? row : { ...column, type: "string" },
);

/** Columns of `features.csv` and of its three splits. */
export const featureColumns: readonly Column[] = [
  row,
  age,
  integer("age_band", "census/age-band"),
  educationNum,
  workclass,
  maritalStatus,
  occupation,
  relationship,
  country,
  number("capital_gain_log", "census/capital-gain-log"),
  integer("capital_gain_band", "census/capital-gain-band"),
  number("capital_loss_log", "census/capital-loss-log"),
  integer("capital_loss_band", "census/capital-loss-band"),
  hours,
  integer("hours_band", "census/hours-band"),
  race,
  sex,
  income,
];

/** Features that are computed, with what they are computed from. */
export const derivedFeatures: readonly Feature[] = [
  { name: "census/age-band", from: ["census/age"] },
  { name: "census/capital-gain-log", from: ["census/capital-gain"] },
  { name: "census/capital-gain-band", from: ["census/capital-gain"] },
  { name: "census/capital-loss-log", from: ["census/capital-loss"] },
  { name: "census/capital-loss-band", from: ["census/capital-loss"] },
  { name: "census/hours-band", from: ["census/hours-per-week"] },
];

/** Columns whose groups fairness is measured for. No model reads them. */
export const protectedColumns = ["sex", "race"] as const;

/** What the models read: scaled numbers, and categories (bands are categories too). */
export const modelNumbers = [
  "age",
  "education_num",
  "capital_gain_log",
  "capital_loss_log",
  "hours_per_week",
];
export const modelCategories = [
  "workclass",
  "marital_status",
  "occupation",
  "relationship",
  "native_country",
  "age_band",
  "capital_gain_band",
  "capital_loss_band",
  "hours_band",
];

/** The features of a model's signature. */
export const modelFeatures: readonly string[] = featureColumns
  .filter(({ name }) => modelNumbers.includes(name) || modelCategories.includes(name))
  .flatMap(({ feature }) => feature ?? []);
