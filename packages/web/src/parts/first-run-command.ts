/** Records a run from a shell: the one thing that anybody can send at once. */
export function firstRunCommand(hasToken: boolean): string {
  const body = { run_id: "first", dataset_versions: ["ds:users:v1"], metrics: { auc: 0.92 } };
  return [
    `curl ${location.origin}/metadata/run`,
    ...(hasToken ? [`-H "authorization: Bearer $BEGAT_TOKEN"`] : []),
    "-H 'content-type: application/json'",
    `-d '${JSON.stringify(body)}'`,
  ].join(" \\\n  ");
}
