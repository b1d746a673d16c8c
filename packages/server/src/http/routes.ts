import { MLFLOW_ROUTES } from "./mlflow/routes.ts";
import { documentOf } from "./openapi.ts";
import { type Route, route } from "./route.ts";
import { ADMIN_ROUTES } from "./routes/admin.ts";
import { ARTIFACT_ROUTES } from "./routes/artifacts.ts";
import { OPENLINEAGE_ROUTES } from "./routes/openlineage.ts";
import { READ_ROUTES } from "./routes/reads.ts";
import { SERVICE_ROUTES } from "./routes/service.ts";
import { WEB_ROUTES } from "./routes/web.ts";
import { WRITE_ROUTES } from "./routes/writes.ts";
import { OpenApiAnswer } from "./schemas/answers.ts";

const OPENAPI = route({
  method: "GET",
  url: "/openapi.json",
  scope: "public",
  group: "service",
  summary: "This description, OpenAPI 3.1",
  answer: OpenApiAnswer,
  handler: ({ deps }) => documentOf(NATIVE_ROUTES, deps.version),
});

/** Every address of the native surface: those of the OpenAPI document. */
export const NATIVE_ROUTES: readonly Route[] = [
  ...WRITE_ROUTES,
  ...OPENLINEAGE_ROUTES,
  ...READ_ROUTES,
  ...ARTIFACT_ROUTES,
  ...ADMIN_ROUTES,
  ...SERVICE_ROUTES,
  OPENAPI,
];

/** Every address there is. */
export const ROUTES: readonly Route[] = [...NATIVE_ROUTES, ...MLFLOW_ROUTES, ...WEB_ROUTES];
