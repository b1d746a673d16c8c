import type { Command } from "./command.ts";
import { artifactGet } from "./commands/artifact-get.ts";
import { artifactPut } from "./commands/artifact-put.ts";
import { artifactVerify } from "./commands/artifact-verify.ts";
import { datasetAdd } from "./commands/dataset-add.ts";
import { datasetHistory } from "./commands/dataset-history.ts";
import { datasetSame } from "./commands/dataset-same.ts";
import { deploymentList } from "./commands/deployment-list.ts";
import { downloadCommand } from "./commands/download.ts";
import { findCommand } from "./commands/find.ts";
import { impactCommand } from "./commands/impact.ts";
import { importCommands } from "./commands/import.ts";
import { jobList } from "./commands/job-list.ts";
import { ledgerErase } from "./commands/ledger-erase.ts";
import { ledgerRebuild } from "./commands/ledger-rebuild.ts";
import { ledgerShow } from "./commands/ledger-show.ts";
import { ledgerVerify } from "./commands/ledger-verify.ts";
import { lineageCommand } from "./commands/lineage.ts";
import { datasetList, modelList } from "./commands/list-versioned.ts";
import { modelPoint } from "./commands/model-point.ts";
import { pathCommand } from "./commands/path.ts";
import { publishCommand } from "./commands/publish.ts";
import { rejectedCommand } from "./commands/rejected.ts";
import { reproduceCommand } from "./commands/reproduce.ts";
import { runCompare } from "./commands/run-compare.ts";
import { runList } from "./commands/run-list.ts";
import { searchCommand } from "./commands/search.ts";
import { serveCommand } from "./commands/serve.ts";
import { datasetShow, deploymentShow, jobShow, modelShow, runShow } from "./commands/show.ts";
import { tokenCreate, tokenList, tokenRevoke } from "./commands/token.ts";

/** What the nouns that have verbs are about. */
export const NOUNS: Readonly<Record<string, string>> = {
  import: "what other tools have recorded",
  dataset: "datasets and their versions",
  job: "processing steps, and their runs",
  run: "training runs",
  model: "models, their versions and pointers",
  deployment: "rollouts of model versions",
  artifact: "bytes by their hash",
  ledger: "the ledger that holds everything",
  token: "API tokens, for the owner",
};

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  serveCommand,
  publishCommand,
  ...importCommands,
  datasetAdd,
  datasetList,
  datasetShow,
  datasetHistory,
  datasetSame,
  jobList,
  jobShow,
  runList,
  runShow,
  runCompare,
  modelList,
  modelShow,
  modelPoint,
  deploymentList,
  deploymentShow,
  lineageCommand,
  impactCommand,
  pathCommand,
  reproduceCommand,
  downloadCommand,
  findCommand,
  searchCommand,
  rejectedCommand,
  artifactPut,
  artifactGet,
  artifactVerify,
  ledgerVerify,
  ledgerRebuild,
  ledgerShow,
  ledgerErase,
  tokenCreate,
  tokenList,
  tokenRevoke,
];
