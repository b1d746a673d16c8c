import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { queryClient } from "../api/query-client.ts";
import { runRowsQuery } from "../api/run-queries.ts";
import { compareSearch } from "../pages/compare/search.ts";
import { connectSearch } from "../pages/connect/search.ts";
import { datasetSearch } from "../pages/dataset/search.ts";
import { datasetsSearch } from "../pages/datasets/search.ts";
import { impactSearch } from "../pages/impact/search.ts";
import { jobsSearch } from "../pages/jobs/search.ts";
import { ledgerSearch } from "../pages/ledger/search.ts";
import { lineageSearch } from "../pages/lineage/search.ts";
import { modelSearch } from "../pages/model/search.ts";
import { modelsSearch } from "../pages/models/search.ts";
import { runSearch } from "../pages/run/search.ts";
import { rowsAsked, runsSearch } from "../pages/runs/search.ts";
import { searchSearch } from "../pages/search/search.ts";
import { Loading } from "../parts/loading.tsx";
import { toCompare, toModel, toRun, toWithin } from "./mlflow-links.ts";
import { NotFound, PageFailure } from "./page-failure.tsx";
import { READABLE } from "./places.ts";
import { savesData } from "./saves-data.ts";
import { parseSearch, stringifySearch } from "./search-params.ts";
import { Shell } from "./shell.tsx";

/** Whether a part of an address is an id or an alias, which have a colon before any slash, and not a name of MLflow's. */
const isId = (path: string): boolean => /^[^/]*:/.test(path);

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const parent = { getParentRoute: () => root };

const home = createRoute({
  ...parent,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/home/home-page.tsx"), "HomePage"),
});
const connect = createRoute({
  ...parent,
  path: "/connect",
  validateSearch: connectSearch,
  component: lazyRouteComponent(() => import("../pages/connect/connect-page.tsx"), "ConnectPage"),
});
const runsPages = createRoute({ ...parent, path: "/runs" });
const runs = createRoute({
  getParentRoute: () => runsPages,
  path: "/",
  validateSearch: runsSearch,
  loaderDeps: ({ search }) => rowsAsked(search),
  // The rows are on their way while the page is made.
  loader: ({ deps }) => void queryClient.prefetchInfiniteQuery(runRowsQuery(deps)),
  component: lazyRouteComponent(() => import("../pages/runs/runs-page.tsx"), "RunsPage"),
});
const run = createRoute({
  getParentRoute: () => runsPages,
  path: "$",
  // MLflow's direct address of a run has its name alone.
  beforeLoad: ({ params: { _splat: path = "" } }) => (isId(path) ? undefined : toRun(path)),
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import("../pages/run/run-page.tsx"), "RunPage"),
});
const compare = createRoute({
  ...parent,
  path: "/compare",
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import("../pages/compare/compare-page.tsx"), "ComparePage"),
});
const datasetsPages = createRoute({ ...parent, path: "/datasets" });
const datasets = createRoute({
  getParentRoute: () => datasetsPages,
  path: "/",
  validateSearch: datasetsSearch,
  component: lazyRouteComponent(() => import("../pages/datasets/datasets-page.tsx"), "DatasetsPage"),
});
const dataset = createRoute({
  getParentRoute: () => datasetsPages,
  path: "$",
  validateSearch: datasetSearch,
  component: lazyRouteComponent(() => import("../pages/dataset/dataset-page.tsx"), "DatasetPage"),
});
const jobsPages = createRoute({ ...parent, path: "/jobs" });
const jobs = createRoute({
  getParentRoute: () => jobsPages,
  path: "/",
  validateSearch: jobsSearch,
  component: lazyRouteComponent(() => import("../pages/jobs/jobs-page.tsx"), "JobsPage"),
});
const job = createRoute({
  getParentRoute: () => jobsPages,
  path: "$",
  component: lazyRouteComponent(() => import("../pages/job/job-page.tsx"), "JobPage"),
});
const lineagePages = createRoute({ ...parent, path: "/lineage" });
const lineage = createRoute({
  getParentRoute: () => lineagePages,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/lineage/choose-page.tsx"), "ChoosePage"),
});
const lineageOf = createRoute({
  getParentRoute: () => lineagePages,
  path: "$",
  validateSearch: lineageSearch,
  component: lazyRouteComponent(() => import("../pages/lineage/lineage-page.tsx"), "LineagePage"),
});
const impactPages = createRoute({ ...parent, path: "/impact" });
const impact = createRoute({
  getParentRoute: () => impactPages,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/impact/choose-page.tsx"), "ChoosePage"),
});
const impactOf = createRoute({
  getParentRoute: () => impactPages,
  path: "$",
  validateSearch: impactSearch,
  component: lazyRouteComponent(() => import("../pages/impact/impact-page.tsx"), "ImpactPage"),
});
const modelsPages = createRoute({ ...parent, path: "/models" });
const models = createRoute({
  getParentRoute: () => modelsPages,
  path: "/",
  validateSearch: modelsSearch,
  component: lazyRouteComponent(() => import("../pages/models/models-page.tsx"), "ModelsPage"),
});
const model = createRoute({
  getParentRoute: () => modelsPages,
  path: "$",
  // MLflow's pages of models have the same address, with a name in place of an id.
  beforeLoad: ({ params: { _splat: path = "" } }) => (isId(path) ? undefined : toModel(path)),
  validateSearch: modelSearch,
  component: lazyRouteComponent(() => import("../pages/model/model-page.tsx"), "ModelPage"),
});
const ledger = createRoute({
  ...parent,
  path: "/ledger",
  validateSearch: ledgerSearch,
  component: lazyRouteComponent(() => import("../pages/ledger/ledger-page.tsx"), "LedgerPage"),
});
const node = createRoute({
  ...parent,
  path: "/nodes/$",
  component: lazyRouteComponent(() => import("../pages/node/node-page.tsx"), "NodePage"),
});
const search = createRoute({
  ...parent,
  path: "/search",
  validateSearch: searchSearch,
  component: lazyRouteComponent(() => import("../pages/search/search-page.tsx"), "SearchPage"),
});

const mlflow = [
  createRoute({
    ...parent,
    path: "/experiments",
    beforeLoad: () => {
      throw redirect({ to: "/runs", replace: true });
    },
  }),
  createRoute({
    ...parent,
    path: "/experiments/$experiment",
    beforeLoad: ({ params }) => toWithin(params.experiment, ""),
  }),
  createRoute({
    ...parent,
    path: "/experiments/$experiment/$",
    beforeLoad: ({ params }) => toWithin(params.experiment, params._splat ?? ""),
  }),
  createRoute({ ...parent, path: "/compare-runs", beforeLoad: ({ search }) => toCompare(search) }),
  createRoute({ ...parent, path: "/metric", beforeLoad: ({ search }) => toCompare(search) }),
] as const;

const pages = [
  home,
  connect,
  runsPages.addChildren([runs, run]),
  compare,
  datasetsPages.addChildren([datasets, dataset]),
  jobsPages.addChildren([jobs, job]),
  lineagePages.addChildren([lineage, lineageOf]),
  impactPages.addChildren([impact, impactOf]),
  modelsPages.addChildren([models, model]),
  ledger,
  node,
  search,
] as const;

/** Every page and the address it has behind the hash; the server keeps the addresses without one. */
export const router = createRouter({
  routeTree: root.addChildren([...pages, ...mlflow]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch,
  pathParamsAllowedCharacters: [...READABLE],
  scrollRestoration: true,
  // A page of the navigation is fetched when its link is pointed at.
  defaultPreload: savesData() ? false : "intent",
  defaultPendingComponent: Loading,
  // The shell does not wait for the first page; a page that is there sooner shows no sign of loading.
  defaultPendingMs: 80,
  defaultPendingMinMs: 0,
  defaultErrorComponent: PageFailure,
});

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: typeof router;
  }
}
