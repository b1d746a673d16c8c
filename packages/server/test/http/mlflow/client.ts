import { type Answer, get, post, read, startServer, type TestServer } from "../server.ts";

/** A server, and the ways in which MLflow's clients ask it. */
export interface MlflowServer extends Omit<TestServer, "asked"> {
  said(path: string, body: object): Promise<Answer>;
  asked(path: string, query?: Readonly<Record<string, string>>): Promise<Answer>;
  sent(method: string, path: string, body?: string): Promise<Answer>;
  /** A new run of an experiment, by default of the default one. */
  run(experiment_id?: string): Promise<string>;
}

export async function startMlflow(): Promise<MlflowServer> {
  const server = await startServer();
  const api = `${server.url}/api/2.0`;
  const said = (path: string, body: object) => post(`${api}/mlflow/${path}`, body);
  return {
    ...server,
    said,
    asked: (path, query = {}) => get(`${api}/mlflow/${path}?${new URLSearchParams(query)}`),
    sent: async (method, path, body) =>
      read(await fetch(`${api}/${path}`, { method, ...(body === undefined ? {} : { body }) })),
    run: async (experiment_id = "0") => {
      const { body } = await said("runs/create", { experiment_id, start_time: 1 });
      return (body as { readonly run: { readonly info: { readonly run_id: string } } }).run.info.run_id;
    },
  };
}
