// Made from the OpenAPI document by scripts/generate-client.mjs; do not edit.

export interface paths {
    readonly "/api/v1/lineage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take an event of OpenLineage */
        readonly post: operations["postApiV1Lineage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/lineage/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take many events of OpenLineage, each for itself */
        readonly post: operations["postApiV1LineageBatch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Store bytes, or a tree of files that are stored; the answer has the hash */
        readonly post: operations["postArtifacts"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/sha256/{hex}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The bytes, or with Range a part of them */
        readonly get: operations["getArtifactsSha256Hex"];
        /** Store bytes under their hash; with Content-Range one part of them, from the offset that …/partial names */
        readonly put: operations["putArtifactsSha256Hex"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        /** Whether the bytes are stored, and how many they are */
        readonly head: operations["headArtifactsSha256Hex"];
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/sha256/{hex}/partial": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where an upload in parts stands */
        readonly get: operations["getArtifactsSha256HexPartial"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/artifacts/sha256/{hex}/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Hash the stored bytes again */
        readonly get: operations["getArtifactsSha256HexVerify"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/compare": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Runs side by side, and where they differ */
        readonly get: operations["getCompare"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many nodes of each kind there are, each counted up to 10,000 */
        readonly get: operations["getCounts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/curves": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The curves of one metric of many runs; runs without it are left out */
        readonly get: operations["getCurves"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/datasets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Datasets with their names, owners and latest version */
        readonly get: operations["getDatasets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Entries as they come; Last-Event-ID goes on from one */
        readonly get: operations["getEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/find": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Nodes of any kind by tag, property and time */
        readonly get: operations["getFind"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether it can answer */
        readonly get: operations["getHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/history/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every revision of a node, newest first */
        readonly get: operations["getHistoryId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/impact/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a change reaches, one path each as the reason, and the rebuild plan in order */
        readonly get: operations["getImpactId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Jobs with their last runs */
        readonly get: operations["getJobs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ledger": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Entries of the ledger, the oldest first unless order=desc; all of them, or those of one source, actor or node */
        readonly get: operations["getLedger"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ledger/checkpoint": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The newest checkpoint, a C2SP signed note */
        readonly get: operations["getLedgerCheckpoint"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ledger/erase": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Erase the payload of an entry for good; its proofs stay */
        readonly post: operations["postLedgerErase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ledger/key": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The key that checkpoints are checked with, a C2SP verifier key */
        readonly get: operations["getLedgerKey"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ledger/proof": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The proof that an entry is in the ledger (seq), or that an older ledger is its beginning (first) */
        readonly get: operations["getLedgerProof"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ledger/proofs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The proofs that up to 100 entries are in the ledger */
        readonly get: operations["getLedgerProofs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/lineage/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a node came from, or what came from it */
        readonly get: operations["getLineageId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/alias": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say what another system calls a thing, or that it no longer does */
        readonly post: operations["postMetadataAlias"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Many messages at once, each as {name: message}, such as {"run": {…}}; an answer per item, in order; NDJSON is answered with NDJSON */
        readonly post: operations["postMetadataBatch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Publish the result of a check, a gate or an approval */
        readonly post: operations["postMetadataCheck"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/dataset-version": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Publish a version of a dataset */
        readonly post: operations["postMetadataDatasetVersion"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/deployment": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Publish a rollout of a model version, its end, or what production measures */
        readonly post: operations["postMetadataDeployment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/edge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** State one edge, from the effect to its cause */
        readonly post: operations["postMetadataEdge"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End one edge; its history stays */
        readonly post: operations["postMetadataEnd"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/hide": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Hide a node from lists and searches, or show it again; its history stays */
        readonly post: operations["postMetadataHide"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/job-run": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Publish one execution of a job */
        readonly post: operations["postMetadataJobRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/model-version": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Publish a version of a model */
        readonly post: operations["postMetadataModelVersion"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/node": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Describe a dataset, model, experiment, job, agent, feature, paper, … */
        readonly post: operations["postMetadataNode"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/pointer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Point a name of a dataset or model at one of its versions */
        readonly post: operations["postMetadataPointer"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metadata/run": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Publish a training run, or more of what is known of it */
        readonly post: operations["postMetadataRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/models": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Models with their pointers, and the metrics of the versions these stand at */
        readonly get: operations["getModels"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/names": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Names that metrics, params, tags or properties have, in the order of the alphabet; the first 10,000 are looked at */
        readonly get: operations["getNames"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/nodes/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A node */
        readonly get: operations["getNodesId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This description, OpenAPI 3.1 */
        readonly get: operations["getOpenapiJson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/path": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How one node came from another */
        readonly get: operations["getPath"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/production": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What served at an instant, of each model in each environment */
        readonly get: operations["getProduction"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/rejected": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Events that were refused and why, the newest first; the last 1,000 are kept */
        readonly get: operations["getRejected"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/reproduce/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What it takes to repeat a run, and what is missing for it */
        readonly get: operations["getReproduceId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Runs by metrics, params, tags, data and models */
        readonly get: operations["getRuns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/runs/{id}/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The metrics of a run, or the curve of one */
        readonly get: operations["getRunsIdMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/runs/groups": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Runs counted by the values of a param, a tag or a property, the largest groups first */
        readonly get: operations["getRunsGroups"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/schema": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every kind of node and every relation */
        readonly get: operations["getSchema"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Full-text search */
        readonly get: operations["getSearch"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sources": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The last entry that came by each wire */
        readonly get: operations["getSources"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/timeline/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The versions of a dataset or model, or the runs of a job, in brief, newest first */
        readonly get: operations["getTimelineId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every token, without its secret */
        readonly get: operations["getTokens"];
        readonly put?: never;
        /** Make a token; it is shown this once */
        readonly post: operations["postTokens"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tokens/{token}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revoke a token, by its first characters as the list shows them */
        readonly delete: operations["deleteTokensToken"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/unlinked": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Datasets that were read and that nobody is known to have written, with those that they may be the same as */
        readonly get: operations["getUnlinked"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/values": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Values that a param, a tag or a property has, likewise */
        readonly get: operations["getValues"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/versions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The versions of a dataset or model, newest first */
        readonly get: operations["getVersionsId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/whoami": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whom the caller speaks for, and what it may do */
        readonly get: operations["getWhoami"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly AliasMessage: {
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description an id such as ds:users:v12 */
            readonly of: string;
            readonly remove?: boolean;
            /** @description a name */
            readonly scheme: string;
            /** @description what the other system calls it */
            readonly value: string;
        };
        readonly ArtifactReceipt: {
            readonly id: string;
            /** @description the number of a ledger entry */
            readonly seq: number;
            /** @description in bytes */
            readonly size: number;
            /** @enum {unknown} */
            readonly status: "created" | "updated" | "unchanged";
            readonly warnings: readonly components["schemas"]["Warning"][];
        };
        readonly BatchItem: {
            readonly error?: {
                /**
                 * @example invalid
                 * @example unauthenticated
                 * @example forbidden
                 * @example not_found
                 * @example conflict
                 * @example too_large
                 * @example hash_mismatch
                 * @example rate_limited
                 * @example unavailable
                 */
                readonly code: string;
                readonly details: {
                    readonly [key: string]: unknown;
                };
                /** @description names the field and the way out */
                readonly message: string;
            };
            readonly receipt?: components["schemas"]["Receipt"];
            /** @description what the message alone would have been answered with */
            readonly status: number;
        };
        readonly Caller: {
            readonly agent: string;
            /** @enum {unknown} */
            readonly scope: "read" | "write" | "owner";
        };
        readonly CheckMessage: {
            /** @description who checked or approved, with or without agent: */
            readonly agent?: string;
            readonly artifacts?: readonly (string | {
                /** @description an id such as ds:users:v12 */
                readonly id: string;
                readonly path: string;
            })[];
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly at?: string | number;
            readonly checks?: readonly string[];
            /** @description a text */
            readonly description?: string;
            /** @description any JSON */
            readonly details?: unknown;
            /** @description an id such as ds:users:v12 */
            readonly id?: string;
            /** @enum {unknown} */
            readonly kind: "quality" | "profile" | "fairness" | "drift" | "gate" | "approval";
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description an id such as ds:users:v12 */
            readonly produced_by?: string;
            /** @enum {unknown} */
            readonly status: "passed" | "failed" | "warning";
            /** @description a number, "NaN", "Infinity" or "-Infinity" */
            readonly threshold?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description a number, "NaN", "Infinity" or "-Infinity" */
            readonly value?: number | ("NaN" | "Infinity" | "-Infinity");
        };
        readonly Comparison: {
            readonly curves: readonly string[];
            readonly differs: readonly string[];
            readonly inputs: readonly {
                readonly id: string;
                readonly of: readonly boolean[];
                readonly q: string;
                /** @enum {unknown} */
                readonly relation: "derived-from" | "produced-by" | "used" | "trained-on" | "evaluated-on" | "at-commit" | "deploys" | "gated-by" | "triggered-by" | "stated-in" | "seeded-by" | "has-artifact" | "version-of" | "run-of" | "part-of" | "has-feature" | "uses-feature" | "performed-by" | "owned-by" | "approved-by" | "authored-by" | "checks" | "cites" | "about" | "same-as" | "supersedes" | "member-of";
            }[];
            readonly metrics: {
                readonly [key: string]: readonly ((number | ("NaN" | "Infinity" | "-Infinity")) | null)[];
            };
            readonly params: {
                readonly [key: string]: readonly unknown[];
            };
            readonly runs: readonly components["schemas"]["Node"][];
        };
        readonly Counts: {
            readonly counts: {
                readonly [key: string]: number;
            };
            /** @description a kind that has so many may have more */
            readonly most: number;
        };
        readonly Curves: {
            readonly curves: readonly {
                readonly at: readonly number[];
                readonly count: number;
                readonly id: string;
                /** @description how many of them are NaN or infinite */
                readonly non_finite: number;
                readonly step: readonly number[];
                readonly value: readonly (number | ("NaN" | "Infinity" | "-Infinity"))[];
            }[];
            readonly name: string;
        };
        readonly DatasetPage: {
            readonly items: readonly {
                readonly aliases: readonly {
                    readonly scheme: string;
                    readonly value: string;
                }[];
                readonly at: string | null;
                /** @description the number of a ledger entry */
                readonly created_seq: number;
                readonly hidden: boolean;
                readonly id: string;
                /** @enum {unknown} */
                readonly kind: "Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy";
                readonly latest: string | null;
                /** @description when the last version came to be */
                readonly latest_at: string | null;
                readonly owners: readonly string[];
                readonly props: {
                    readonly [key: string]: unknown;
                };
                /** @description only named by others so far */
                readonly unresolved: boolean;
                /** @description the number of a ledger entry */
                readonly updated_seq: number;
                /** @description when 10,000, there may be more */
                readonly versions: number;
            }[];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly DatasetVersionMessage: {
            readonly artifacts?: readonly (string | {
                /** @description an id such as ds:users:v12 */
                readonly id: string;
                readonly path: string;
            })[];
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly at?: string | number;
            /** @description a name */
            readonly content_hash?: string;
            /** @description in place of id: the ledger gives the next number */
            readonly dataset?: string;
            readonly derived_from?: readonly string[];
            /** @description a text */
            readonly description?: string;
            /** @description an id such as ds:users:v12 */
            readonly id?: string;
            /** @description a text */
            readonly location?: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description a name */
            readonly native_version?: string;
            /** @description an id such as ds:users:v12 */
            readonly produced_by?: string;
            /** @description what else is known, by names of your own; null removes one */
            readonly props?: {
                readonly [key: string]: unknown;
            };
            readonly schema?: readonly {
                /** @description the feature it is, such as feature:users/age */
                readonly feature?: string;
                /** @description the column, as table.column where there are tables */
                readonly name: string;
                /** @description a name */
                readonly type: string;
            }[];
            readonly seeded_by?: readonly string[];
            /** @description a name */
            readonly sensitivity?: string;
            /** @description a name */
            readonly split?: string;
            /** @description an object; null removes a member */
            readonly statistics?: {
                readonly [key: string]: unknown;
            };
            /** @description labels; null removes one */
            readonly tags?: {
                readonly [key: string]: string | number | boolean | null;
            };
        };
        readonly DeploymentMessage: {
            /** @description who rolled it out, with or without agent: */
            readonly agent?: string;
            /** @description an agent, with or without agent: */
            readonly approved_by?: string;
            readonly artifacts?: readonly (string | {
                /** @description an id such as ds:users:v12 */
                readonly id: string;
                readonly path: string;
            })[];
            /** @description a text */
            readonly description?: string;
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly ended_at?: string | number;
            /** @description a name */
            readonly environment?: string;
            readonly gated_by?: readonly string[];
            /** @description an id such as ds:users:v12 */
            readonly id?: string;
            readonly inputs?: readonly {
                /** @description a version, or a dataset, which is bound to its latest version by the start */
                readonly id: string;
                /** @description of a dataset, the version that stands in while none is known by the start */
                readonly otherwise?: string;
                /** @description what else is known, by names of your own; null removes one */
                readonly props?: {
                    readonly [key: string]: unknown;
                };
                /** @description its role, such as train */
                readonly q?: string;
                /**
                 * @description used when it is left out
                 * @enum {unknown}
                 */
                readonly relation?: "used" | "trained-on" | "evaluated-on" | "seeded-by" | "triggered-by";
            }[];
            /** @description a text */
            readonly location?: string;
            /** @description metrics without history, by name */
            readonly metrics?: {
                readonly [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
            };
            /** @description a version, or a pointer such as model:churn@champion: then the version it stands at now */
            readonly model_version?: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description metric history */
            readonly points?: readonly {
                /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
                readonly at?: string | number;
                /** @description the name of a metric */
                readonly name: string;
                /** @description 0 when it is left out */
                readonly step?: number;
                /** @description a number, "NaN", "Infinity" or "-Infinity" */
                readonly value: number | ("NaN" | "Infinity" | "-Infinity");
            }[];
            /** @description what else is known, by names of your own; null removes one */
            readonly props?: {
                readonly [key: string]: unknown;
            };
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly started_at?: string | number;
            /** @description a name */
            readonly status?: string;
            /** @description labels; null removes one */
            readonly tags?: {
                readonly [key: string]: string | number | boolean | null;
            };
            /** @description an id such as ds:users:v12 */
            readonly triggered_by?: string;
        };
        readonly Distinct: {
            readonly items: readonly string[];
            /** @description a limit cut the answer */
            readonly truncated: boolean;
        };
        readonly Edge: {
            /** @enum {unknown} */
            readonly evidence: "observed" | "reported" | "inferred";
            readonly from: string;
            readonly props?: {
                readonly [key: string]: unknown;
            };
            /** @description role, path, table.column; empty when it has none */
            readonly q: string;
            /** @enum {unknown} */
            readonly rel: "derived-from" | "produced-by" | "used" | "trained-on" | "evaluated-on" | "at-commit" | "deploys" | "gated-by" | "triggered-by" | "stated-in" | "seeded-by" | "has-artifact" | "version-of" | "run-of" | "part-of" | "has-feature" | "uses-feature" | "performed-by" | "owned-by" | "approved-by" | "authored-by" | "checks" | "cites" | "about" | "same-as" | "supersedes" | "member-of";
            readonly to: string;
        };
        readonly EdgeGroup: {
            readonly count: number;
            /** @enum {unknown} */
            readonly direction: "upstream" | "downstream";
            readonly edges: readonly components["schemas"]["Edge"][];
            /** @description the relation as read from the node */
            readonly name: string;
            /** @enum {unknown} */
            readonly rel: "derived-from" | "produced-by" | "used" | "trained-on" | "evaluated-on" | "at-commit" | "deploys" | "gated-by" | "triggered-by" | "stated-in" | "seeded-by" | "has-artifact" | "version-of" | "run-of" | "part-of" | "has-feature" | "uses-feature" | "performed-by" | "owned-by" | "approved-by" | "authored-by" | "checks" | "cites" | "about" | "same-as" | "supersedes" | "member-of";
            /** @description a limit cut the answer */
            readonly truncated: boolean;
        };
        readonly EdgeMessage: {
            /**
             * @description inferred when it was concluded, not told; reported when left out
             * @enum {unknown}
             */
            readonly evidence?: "reported" | "inferred";
            /** @description an id such as ds:users:v12 */
            readonly from: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description what else is known, by names of your own; null removes one */
            readonly props?: {
                readonly [key: string]: unknown;
            };
            /** @description the qualifier of the edge */
            readonly q?: string;
            /** @enum {unknown} */
            readonly rel: "derived-from" | "produced-by" | "used" | "trained-on" | "evaluated-on" | "at-commit" | "deploys" | "gated-by" | "triggered-by" | "stated-in" | "seeded-by" | "has-artifact" | "version-of" | "run-of" | "part-of" | "has-feature" | "uses-feature" | "performed-by" | "owned-by" | "approved-by" | "authored-by" | "checks" | "cites" | "about" | "same-as" | "supersedes" | "member-of";
            /** @description an id such as ds:users:v12 */
            readonly to: string;
        };
        readonly EdgeMove: {
            /** @description the number of a ledger entry */
            readonly created_seq: number;
            readonly ended_seq: number | null;
            readonly q: string;
            /** @enum {unknown} */
            readonly rel: "derived-from" | "produced-by" | "used" | "trained-on" | "evaluated-on" | "at-commit" | "deploys" | "gated-by" | "triggered-by" | "stated-in" | "seeded-by" | "has-artifact" | "version-of" | "run-of" | "part-of" | "has-feature" | "uses-feature" | "performed-by" | "owned-by" | "approved-by" | "authored-by" | "checks" | "cites" | "about" | "same-as" | "supersedes" | "member-of";
            readonly to: string;
        };
        readonly EndMessage: {
            /** @description an id such as ds:users:v12 */
            readonly from: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description the qualifier of the edge */
            readonly q?: string;
            /** @enum {unknown} */
            readonly rel: "derived-from" | "produced-by" | "used" | "trained-on" | "evaluated-on" | "at-commit" | "deploys" | "gated-by" | "triggered-by" | "stated-in" | "seeded-by" | "has-artifact" | "version-of" | "run-of" | "part-of" | "has-feature" | "uses-feature" | "performed-by" | "owned-by" | "approved-by" | "authored-by" | "checks" | "cites" | "about" | "same-as" | "supersedes" | "member-of";
            /** @description an id such as ds:users:v12 */
            readonly to: string;
        };
        readonly EntryOrigin: {
            readonly actor: string;
            /** Format: date-time */
            readonly recorded_at: string;
            /** @description the number of a ledger entry */
            readonly seq: number;
            readonly source: string;
        };
        readonly EntryPage: {
            readonly items: readonly {
                readonly actor: string;
                readonly change: {
                    readonly assertions: readonly {
                        readonly [key: string]: unknown;
                    }[];
                    readonly source: string;
                };
                readonly erased: boolean;
                readonly format: number;
                readonly leaf: string;
                readonly payload_digest: string;
                /** Format: date-time */
                readonly recorded_at: string;
                readonly salt: string | null;
                /** @description the number of a ledger entry */
                readonly seq: number;
                readonly source: string;
            }[];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly EraseMessage: {
            /** @description why; it stays in the ledger */
            readonly reason: string;
            /** @description the entry whose payload goes */
            readonly seq: number;
        };
        readonly Error: {
            readonly error: {
                /**
                 * @example invalid
                 * @example unauthenticated
                 * @example forbidden
                 * @example not_found
                 * @example conflict
                 * @example too_large
                 * @example hash_mismatch
                 * @example rate_limited
                 * @example unavailable
                 */
                readonly code: string;
                readonly details: {
                    readonly [key: string]: unknown;
                };
                /** @description names the field and the way out */
                readonly message: string;
            };
        };
        readonly Health: {
            /** @description the number of a ledger entry */
            readonly entries: number;
            /** @constant */
            readonly status: "ok";
            readonly version: string;
        };
        readonly HideMessage: {
            /** @description true or false */
            readonly hidden: boolean;
            /** @description an id such as ds:users:v12 */
            readonly id: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
        };
        readonly History: {
            readonly edges?: readonly components["schemas"]["EdgeMove"][];
            /** @description on the first page: where the entries came from in which its edges began and ended */
            readonly entries?: readonly components["schemas"]["EntryOrigin"][];
            readonly id: string;
            readonly items: readonly components["schemas"]["Revision"][];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
            readonly pointers?: readonly components["schemas"]["PointerMove"][];
        };
        readonly Impact: {
            readonly affected: readonly {
                readonly at: string | null;
                readonly distance: number;
                readonly id: string;
                /** @enum {unknown} */
                readonly kind: "Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy";
                readonly live?: boolean;
                readonly reason: readonly components["schemas"]["Edge"][];
            }[];
            readonly counts: {
                readonly [key: string]: number;
            };
            readonly plan: readonly {
                /** @enum {unknown} */
                readonly action: "job" | "run" | "by-hand" | "deploy";
                readonly executions: readonly string[];
                readonly id: string;
                readonly inputs: readonly string[];
                readonly outputs: readonly string[];
            }[];
            readonly root: string;
            /** @description a limit cut the answer */
            readonly truncated: boolean;
        };
        readonly JobPage: {
            readonly items: readonly {
                readonly at: string | null;
                /** @description the number of a ledger entry */
                readonly created_seq: number;
                readonly hidden: boolean;
                readonly id: string;
                /** @enum {unknown} */
                readonly kind: "Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy";
                /** @description the 20 that were recorded last, newest first */
                readonly last_runs: readonly components["schemas"]["JobRunBrief"][];
                readonly owners: readonly string[];
                readonly props: {
                    readonly [key: string]: unknown;
                };
                /** @description only named by others so far */
                readonly unresolved: boolean;
                /** @description the number of a ledger entry */
                readonly updated_seq: number;
            }[];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly JobRunBrief: {
            readonly at: string | null;
            readonly ended_at: string | null;
            readonly id: string;
            readonly status: string | null;
        };
        readonly JobRunMessage: {
            /** @description who ran it, with or without agent: */
            readonly agent?: string;
            readonly artifacts?: readonly (string | {
                /** @description an id such as ds:users:v12 */
                readonly id: string;
                readonly path: string;
            })[];
            /** @description 7 to 64 hex digits */
            readonly commit?: string;
            /** @description a text */
            readonly description?: string;
            /** @description the artifact that holds those changes, sha256:… */
            readonly diff?: string;
            /** @description whether the working tree had changes that are in no commit */
            readonly dirty?: boolean;
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly ended_at?: string | number;
            /** @description an object; null removes a member */
            readonly environment?: {
                readonly [key: string]: unknown;
            };
            /** @description an id such as ds:users:v12 */
            readonly id?: string;
            readonly inputs?: readonly {
                /** @description a version, or a dataset, which is bound to its latest version by the start */
                readonly id: string;
                /** @description of a dataset, the version that stands in while none is known by the start */
                readonly otherwise?: string;
                /** @description what else is known, by names of your own; null removes one */
                readonly props?: {
                    readonly [key: string]: unknown;
                };
                /** @description its role, such as train */
                readonly q?: string;
                /**
                 * @description used when it is left out
                 * @enum {unknown}
                 */
                readonly relation?: "used" | "trained-on" | "evaluated-on" | "seeded-by" | "triggered-by";
            }[];
            /** @description an id such as ds:users:v12 */
            readonly job?: string;
            /** @description metrics without history, by name */
            readonly metrics?: {
                readonly [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
            };
            /** @description a name */
            readonly name?: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            readonly outputs?: readonly string[];
            /** @description settings of the execution; each keeps its first value */
            readonly params?: {
                readonly [key: string]: unknown;
            };
            /** @description the run that it is a step of */
            readonly parent?: string;
            /** @description metric history */
            readonly points?: readonly {
                /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
                readonly at?: string | number;
                /** @description the name of a metric */
                readonly name: string;
                /** @description 0 when it is left out */
                readonly step?: number;
                /** @description a number, "NaN", "Infinity" or "-Infinity" */
                readonly value: number | ("NaN" | "Infinity" | "-Infinity");
            }[];
            /** @description what else is known, by names of your own; null removes one */
            readonly props?: {
                readonly [key: string]: unknown;
            };
            /** @description where the commit is; the first that is named stays */
            readonly repository?: string;
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly started_at?: string | number;
            /** @description a name */
            readonly status?: string;
            /** @description labels; null removes one */
            readonly tags?: {
                readonly [key: string]: string | number | boolean | null;
            };
        };
        readonly Lineage: {
            readonly edges: readonly components["schemas"]["Edge"][];
            /** @description ids alone with fields=id */
            readonly nodes: readonly components["schemas"]["Node"][] | readonly string[];
            readonly root: string;
            /** @description a limit cut the answer */
            readonly truncated: boolean;
        };
        readonly LineageBatch: {
            readonly failed_events: readonly {
                readonly index: number;
                readonly reason: string;
                readonly retriable: boolean;
            }[];
            /** @enum {unknown} */
            readonly status: "success" | "partial_success";
            readonly summary: {
                readonly failed: number;
                readonly non_retriable: number;
                readonly received: number;
                readonly retriable: number;
                readonly successful: number;
            };
        };
        readonly Metrics: {
            readonly id: string;
            readonly metrics: {
                readonly [key: string]: components["schemas"]["MetricSummary"];
            };
        } | {
            readonly at: readonly number[];
            readonly count: number;
            readonly id: string;
            readonly name: string;
            /** @description how many of them are NaN or infinite */
            readonly non_finite: number;
            readonly step: readonly number[];
            readonly value: readonly (number | ("NaN" | "Infinity" | "-Infinity"))[];
        };
        readonly MetricSummary: {
            /** @description epoch milliseconds */
            readonly at: number;
            readonly count: number;
            readonly last: number | ("NaN" | "Infinity" | "-Infinity");
            readonly max: number | null;
            readonly min: number | null;
            readonly step: number;
        };
        readonly ModelPage: {
            readonly items: readonly {
                readonly at: string | null;
                /** @description the number of a ledger entry */
                readonly created_seq: number;
                readonly hidden: boolean;
                readonly id: string;
                /** @enum {unknown} */
                readonly kind: "Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy";
                /** @description when the last version came to be */
                readonly latest_at: string | null;
                readonly owners: readonly string[];
                readonly pointers: readonly {
                    readonly metrics: {
                        readonly [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
                    };
                    readonly name: string;
                    readonly to: string;
                }[];
                readonly props: {
                    readonly [key: string]: unknown;
                };
                /** @description only named by others so far */
                readonly unresolved: boolean;
                /** @description the number of a ledger entry */
                readonly updated_seq: number;
                /** @description when 10,000, there may be more */
                readonly versions: number;
            }[];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly ModelVersionMessage: {
            readonly artifacts?: readonly (string | {
                /** @description an id such as ds:users:v12 */
                readonly id: string;
                readonly path: string;
            })[];
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly at?: string | number;
            readonly derived_from?: readonly string[];
            /** @description a text */
            readonly description?: string;
            /** @description the artifact that is the model, sha256:… */
            readonly digest?: string;
            readonly features?: readonly string[];
            /** @description an id such as ds:users:v12 */
            readonly id?: string;
            /** @description a text */
            readonly location?: string;
            /** @description in place of id: the ledger gives the next number */
            readonly model?: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description an id such as ds:users:v12 */
            readonly produced_by?: string;
            /** @description what else is known, by names of your own; null removes one */
            readonly props?: {
                readonly [key: string]: unknown;
            };
            /** @description any JSON */
            readonly signature?: unknown;
            /** @description labels; null removes one */
            readonly tags?: {
                readonly [key: string]: string | number | boolean | null;
            };
        };
        readonly NewToken: {
            readonly agent: string;
            /** Format: date-time */
            readonly created_at: string;
            readonly expires_at: string | null;
            /** @description the first characters of the token */
            readonly id: string;
            readonly last_used_at: string | null;
            readonly revoked_at: string | null;
            /** @enum {unknown} */
            readonly scope: "read" | "write" | "owner";
            /** @description shown this once */
            readonly token: string;
        };
        readonly Node: {
            readonly at: string | null;
            /** @description the number of a ledger entry */
            readonly created_seq: number;
            readonly hidden: boolean;
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy";
            readonly props: {
                readonly [key: string]: unknown;
            };
            /** @description only named by others so far */
            readonly unresolved: boolean;
            /** @description the number of a ledger entry */
            readonly updated_seq: number;
        };
        readonly NodeDetail: {
            readonly aliases: readonly {
                readonly scheme: string;
                readonly value: string;
            }[];
            readonly at: string | null;
            /** @description the number of a ledger entry */
            readonly created_seq: number;
            readonly edges: readonly components["schemas"]["EdgeGroup"][];
            readonly hidden: boolean;
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy";
            readonly metrics?: {
                readonly [key: string]: components["schemas"]["MetricSummary"];
            };
            readonly pointers?: readonly components["schemas"]["PointerMove"][];
            readonly props: {
                readonly [key: string]: unknown;
            };
            /** @description only named by others so far */
            readonly unresolved: boolean;
            /** @description the number of a ledger entry */
            readonly updated_seq: number;
            readonly versions?: components["schemas"]["NodePage"];
        };
        readonly NodeMessage: {
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly at?: string | number;
            /** @description a text */
            readonly description?: string;
            /** @description an id such as ds:users:v12 */
            readonly id: string;
            /** @description a name */
            readonly name?: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description an agent, with or without agent: */
            readonly owner?: string;
            /** @description what else is known, by names of your own; null removes one */
            readonly props?: {
                readonly [key: string]: unknown;
            };
            /** @description labels; null removes one */
            readonly tags?: {
                readonly [key: string]: string | number | boolean | null;
            };
        };
        readonly NodePage: {
            readonly items: readonly components["schemas"]["Node"][];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly OpenApi: {
            readonly [key: string]: unknown;
        };
        readonly Path: {
            readonly direction: ("upstream" | "downstream") | null;
            readonly edges: readonly components["schemas"]["Edge"][];
            readonly from: string;
            readonly to: string;
            /** @description a limit cut the answer */
            readonly truncated: boolean;
        };
        readonly PointerMessage: {
            /** @description a name */
            readonly name: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description an id such as ds:users:v12 */
            readonly of: string;
            /** @description a version, or null to remove the pointer */
            readonly to: string | null;
        };
        readonly PointerMove: {
            /** Format: date-time */
            readonly created_at: string;
            /** @description the number of a ledger entry */
            readonly created_seq: number;
            readonly ended_seq: number | null;
            readonly name: string;
            readonly to: string;
        };
        readonly Production: {
            readonly at: string | null;
            readonly deployments: readonly {
                /** @description what failed or is hidden of what is served */
                readonly concerns: readonly {
                    readonly id: string;
                    /** @enum {unknown} */
                    readonly what: "failed" | "hidden";
                }[];
                readonly ended_at: string | null;
                readonly environment: string | null;
                readonly id: string;
                readonly model: string;
                readonly model_version: string;
                readonly started_at: string | null;
            }[];
            /** @description a limit cut the answer */
            readonly truncated: boolean;
        };
        readonly Proof: {
            readonly leaf: string;
            /** @description in hex, RFC 9162 */
            readonly proof: readonly string[];
            readonly root: string;
            /** @description the number of a ledger entry */
            readonly seq: number;
            /** @description the number of a ledger entry */
            readonly size: number;
        } | {
            /** @description the number of a ledger entry */
            readonly first: number;
            readonly first_root: string;
            /** @description in hex, RFC 9162 */
            readonly proof: readonly string[];
            /** @description the number of a ledger entry */
            readonly second: number;
            readonly second_root: string;
        };
        readonly Proofs: {
            readonly items: readonly {
                readonly leaf: string;
                /** @description in hex, RFC 9162 */
                readonly proof: readonly string[];
                /** @description the number of a ledger entry */
                readonly seq: number;
            }[];
            readonly root: string;
            /** @description the number of a ledger entry */
            readonly size: number;
        };
        readonly Receipt: {
            readonly id: string;
            /** @description the number of a ledger entry */
            readonly seq: number;
            /** @enum {unknown} */
            readonly status: "created" | "updated" | "unchanged";
            readonly warnings: readonly components["schemas"]["Warning"][];
        };
        readonly RejectedPage: {
            readonly items: readonly {
                readonly actor: string;
                readonly code: string;
                readonly id: string;
                readonly message: string;
                /** @description the beginning of what was sent */
                readonly payload: string;
                /** Format: date-time */
                readonly received_at: string;
                readonly source: string;
            }[];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly Reproduction: {
            readonly artifacts: readonly {
                readonly id: string;
                readonly q: string;
                /** @description whether the bytes are here */
                readonly stored: boolean;
            }[];
            readonly at: string | null;
            readonly commit: {
                readonly diff: string | null;
                readonly dirty: boolean | null;
                readonly id: string;
                readonly repository: string | null;
                readonly sha: string;
            } | null;
            /** @description any JSON */
            readonly environment: unknown;
            readonly execution: string;
            readonly id: string;
            readonly inputs: readonly {
                readonly artifacts: readonly {
                    readonly id: string;
                    readonly q: string;
                    /** @description whether the bytes are here */
                    readonly stored: boolean;
                }[];
                readonly content_hash: string | null;
                readonly id: string;
                readonly location: string | null;
                readonly native_version: string | null;
                readonly q: string;
                /** @enum {unknown} */
                readonly relation: "derived-from" | "produced-by" | "used" | "trained-on" | "evaluated-on" | "at-commit" | "deploys" | "gated-by" | "triggered-by" | "stated-in" | "seeded-by" | "has-artifact" | "version-of" | "run-of" | "part-of" | "has-feature" | "uses-feature" | "performed-by" | "owned-by" | "approved-by" | "authored-by" | "checks" | "cites" | "about" | "same-as" | "supersedes" | "member-of";
                /** @description any JSON */
                readonly schema: unknown;
                /** @description whether the bytes are here */
                readonly stored: boolean;
            }[];
            readonly missing: readonly {
                readonly what: string;
                readonly why: string;
            }[];
            readonly outputs: readonly string[];
            readonly params: {
                readonly [key: string]: unknown;
            };
        };
        readonly Revision: {
            readonly actor: string;
            readonly erased: boolean;
            readonly hidden?: boolean;
            /** @description what was said of its properties, as a merge patch; what one entry says more than once is merged, the later over the earlier */
            readonly patch?: {
                readonly [key: string]: unknown;
            };
            /** Format: date-time */
            readonly recorded_at: string;
            /** @description the number of a ledger entry */
            readonly seq: number;
            readonly source: string;
        };
        readonly RunGroups: {
            readonly groups: readonly {
                readonly count: number;
                readonly max: number | null;
                readonly mean: number | null;
                /** @description how many have a finite last value of the metric */
                readonly measured: number;
                readonly min: number | null;
                /** @description as text, its first 256 characters; null for those without one */
                readonly value: string | null;
            }[];
            /** @description how many runs there are in all groups */
            readonly total: number;
            /** @description a limit cut the answer */
            readonly truncated: boolean;
        };
        readonly RunMessage: {
            /** @description who ran it, with or without agent: */
            readonly agent?: string;
            readonly artifacts?: readonly (string | {
                /** @description an id such as ds:users:v12 */
                readonly id: string;
                readonly path: string;
            })[];
            /** @description 7 to 64 hex digits */
            readonly commit?: string;
            readonly dataset_versions?: readonly string[];
            /** @description a text */
            readonly description?: string;
            /** @description the artifact that holds those changes, sha256:… */
            readonly diff?: string;
            /** @description whether the working tree had changes that are in no commit */
            readonly dirty?: boolean;
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly ended_at?: string | number;
            /** @description an object; null removes a member */
            readonly environment?: {
                readonly [key: string]: unknown;
            };
            /** @description with or without exp: */
            readonly experiment?: string;
            readonly inputs?: readonly {
                /** @description a version, or a dataset, which is bound to its latest version by the start */
                readonly id: string;
                /** @description of a dataset, the version that stands in while none is known by the start */
                readonly otherwise?: string;
                /** @description what else is known, by names of your own; null removes one */
                readonly props?: {
                    readonly [key: string]: unknown;
                };
                /** @description its role, such as train */
                readonly q?: string;
                /**
                 * @description used when it is left out
                 * @enum {unknown}
                 */
                readonly relation?: "used" | "trained-on" | "evaluated-on" | "seeded-by" | "triggered-by";
            }[];
            /** @description metrics without history, by name */
            readonly metrics?: {
                readonly [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
            };
            /** @description a name */
            readonly name?: string;
            /** @description what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here */
            readonly names?: readonly {
                /** @description something that the message speaks of, such as ds:users */
                readonly id: string;
                /** @description a name */
                readonly scheme?: string;
                /** @description its URI, or what the scheme calls it */
                readonly value: string;
            }[];
            /** @description settings of the execution; each keeps its first value */
            readonly params?: {
                readonly [key: string]: unknown;
            };
            /** @description the run that it is a step of */
            readonly parent?: string;
            /** @description metric history */
            readonly points?: readonly {
                /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
                readonly at?: string | number;
                /** @description the name of a metric */
                readonly name: string;
                /** @description 0 when it is left out */
                readonly step?: number;
                /** @description a number, "NaN", "Infinity" or "-Infinity" */
                readonly value: number | ("NaN" | "Infinity" | "-Infinity");
            }[];
            /** @description what else is known, by names of your own; null removes one */
            readonly props?: {
                readonly [key: string]: unknown;
            };
            /** @description where the commit is; the first that is named stays */
            readonly repository?: string;
            /** @description its name, with or without run: */
            readonly run_id: string;
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly started_at?: string | number;
            /** @description a name */
            readonly status?: string;
            /** @description labels; null removes one */
            readonly tags?: {
                readonly [key: string]: string | number | boolean | null;
            };
        };
        readonly Runs: {
            /** @description how many entries the ledger had before: who follows it from there misses nothing */
            readonly entries: number;
            readonly items: readonly ({
                readonly at: string | null;
                /** @description the number of a ledger entry */
                readonly created_seq: number;
                readonly hidden: boolean;
                readonly id: string;
                /** @enum {unknown} */
                readonly kind: "Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy";
                readonly metrics: {
                    readonly [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
                };
                readonly props: {
                    readonly [key: string]: unknown;
                };
                /** @description only named by others so far */
                readonly unresolved: boolean;
                /** @description the number of a ledger entry */
                readonly updated_seq: number;
            } | {
                readonly [key: string]: unknown;
            })[];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly Schema: {
            readonly kinds: {
                readonly [key: string]: unknown;
            };
            readonly relations: {
                readonly [key: string]: unknown;
            };
        };
        readonly SearchHits: {
            readonly items: readonly {
                /** @description matches stand between U+0002 and U+0003 */
                readonly excerpt: string;
                readonly id: string;
                /** @enum {unknown} */
                readonly kind: "Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy";
                readonly title: string;
            }[];
        };
        readonly Sources: {
            readonly items: readonly components["schemas"]["EntryOrigin"][];
        };
        readonly Timeline: {
            readonly id: string;
            readonly items: readonly components["schemas"]["JobRunBrief"][];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        } | {
            readonly days?: readonly {
                readonly count: number;
                /** Format: date */
                readonly day: string;
            }[];
            readonly id: string;
            readonly items: readonly components["schemas"]["VersionBrief"][];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly Token: {
            readonly agent: string;
            /** Format: date-time */
            readonly created_at: string;
            readonly expires_at: string | null;
            /** @description the first characters of the token */
            readonly id: string;
            readonly last_used_at: string | null;
            readonly revoked_at: string | null;
            /** @enum {unknown} */
            readonly scope: "read" | "write" | "owner";
        };
        readonly TokenMessage: {
            /** @description whom it speaks for, with or without agent: */
            readonly agent: string;
            /** @description an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds */
            readonly expires_at?: string | number;
            /** @enum {unknown} */
            readonly scope: "read" | "write" | "owner";
        };
        readonly Tokens: {
            readonly items: readonly components["schemas"]["Token"][];
        };
        readonly UnlinkedPage: {
            readonly items: readonly {
                readonly candidates: readonly string[];
                readonly id: string;
            }[];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly Upload: {
            readonly complete: boolean;
            /** @description how many bytes are stored; go on from here */
            readonly offset: number;
        };
        readonly Verdict: {
            readonly digest: string;
            /** @description what the stored bytes hash to, when they are corrupt */
            readonly found?: string;
            readonly ok: boolean;
            readonly size: number;
        };
        readonly VersionBrief: {
            readonly at: string | null;
            readonly id: string;
            readonly made_by: readonly string[];
            readonly metrics?: {
                readonly [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
            };
            /** @description when 1,000, there may be more */
            readonly readers: number;
            /** @description the same for the same columns */
            readonly schema: string | null;
        };
        readonly Versions: {
            readonly id: string;
            readonly items: readonly components["schemas"]["Node"][];
            /** @description the cursor of the next page; missing at the end */
            readonly next?: string;
        };
        readonly Warning: {
            /** @enum {unknown} */
            readonly code: "unresolved" | "ambiguous" | "conflict" | "incomplete";
            readonly field?: string;
            readonly message: string;
        };
    };
    responses: {
        /** @description conflict */
        readonly conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "conflict",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description forbidden */
        readonly forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "forbidden",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description hash_mismatch */
        readonly hash_mismatch: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "hash_mismatch",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description invalid */
        readonly invalid: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "invalid",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description not_found */
        readonly not_found: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "not_found",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description range_not_satisfiable */
        readonly range_not_satisfiable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "range_not_satisfiable",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description rate_limited */
        readonly rate_limited: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "rate_limited",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description too_large */
        readonly too_large: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "too_large",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description unauthenticated */
        readonly unauthenticated: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "unauthenticated",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description unavailable */
        readonly unavailable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "unavailable",
                 *         "message": "metrics.auc: must be a number",
                 *         "details": {
                 *           "field": "metrics.auc"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly postApiV1Lineage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": unknown;
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postApiV1LineageBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": unknown;
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LineageBatch"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postArtifacts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/octet-stream": unknown;
                readonly "application/vnd.begat.tree+json": unknown;
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactReceipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getArtifactsSha256Hex: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly hex: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description the bytes, of any type */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            /** @description the bytes, of any type */
            readonly 206: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 416: components["responses"]["range_not_satisfiable"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly putArtifactsSha256Hex: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly hex: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/octet-stream": unknown;
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArtifactReceipt"];
                };
            };
            /** @description Accepted */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Upload"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 422: components["responses"]["hash_mismatch"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly headArtifactsSha256Hex: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly hex: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description the bytes, of any type */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getArtifactsSha256HexPartial: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly hex: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Upload"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getArtifactsSha256HexVerify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly hex: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Verdict"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getCompare: {
        readonly parameters: {
            readonly query: {
                readonly ids: readonly string[];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Comparison"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getCounts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Counts"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getCurves: {
        readonly parameters: {
            readonly query: {
                readonly from_step?: number;
                readonly ids: readonly string[];
                readonly name: string;
                readonly points?: number;
                readonly to_step?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Curves"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getDatasets: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly filter?: string;
                readonly hidden?: boolean | "only";
                readonly limit?: number;
                readonly order_by?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DatasetPage"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description server-sent events: id is the entry number, data the entry */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": unknown;
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getFind: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly filter?: string;
                readonly hidden?: boolean | "only";
                readonly kind?: "Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy";
                readonly limit?: number;
                readonly order_by?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NodePage"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 403: components["responses"]["forbidden"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getHistoryId: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description the id; it may have slashes
                 * @example ds:users:v12
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["History"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getImpactId: {
        readonly parameters: {
            readonly query?: {
                readonly as_of?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description the id; it may have slashes
                 * @example ds:users:v12
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Impact"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getJobs: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly filter?: string;
                readonly hidden?: boolean | "only";
                readonly limit?: number;
                readonly order_by?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobPage"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getLedger: {
        readonly parameters: {
            readonly query?: {
                readonly actor?: string;
                readonly after?: number;
                readonly limit?: number;
                readonly node?: string;
                readonly order?: "asc" | "desc";
                readonly source?: "native" | "openlineage" | "mlflow" | "erasure";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EntryPage"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getLedgerCheckpoint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description a signed note */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": unknown;
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postLedgerErase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "seq": 12,
                 *       "reason": "a person asked to be forgotten"
                 *     }
                 */
                readonly "application/json": components["schemas"]["EraseMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getLedgerKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description a verifier key */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": unknown;
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getLedgerProof: {
        readonly parameters: {
            readonly query?: {
                readonly first?: number;
                readonly second?: number;
                readonly seq?: number;
                readonly size?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Proof"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getLedgerProofs: {
        readonly parameters: {
            readonly query: {
                readonly seqs: readonly number[];
                readonly size?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Proofs"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getLineageId: {
        readonly parameters: {
            readonly query?: {
                readonly as_of?: string;
                readonly depth?: number;
                readonly direction?: "upstream" | "downstream" | "both";
                readonly fields?: "id" | "graph";
                readonly kinds?: readonly ("Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy")[];
                readonly limit?: number;
                readonly relations?: readonly ("derived-from" | "produced-by" | "used" | "trained-on" | "evaluated-on" | "at-commit" | "deploys" | "gated-by" | "triggered-by" | "stated-in" | "seeded-by" | "has-artifact" | "version-of" | "run-of" | "part-of" | "has-feature" | "uses-feature" | "performed-by" | "owned-by" | "approved-by" | "authored-by" | "checks" | "cites" | "about" | "same-as" | "supersedes" | "member-of")[];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description the id; it may have slashes
                 * @example ds:users:v12
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Lineage"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataAlias: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "scheme": "snowflake",
                 *       "value": "prod.crm.users",
                 *       "of": "ds:users"
                 *     }
                 */
                readonly "application/json": components["schemas"]["AliasMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataBatch: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": unknown;
                readonly "application/x-ndjson": unknown;
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["BatchItem"][];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataCheck: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "check:churn-v3-gate",
                 *       "kind": "gate",
                 *       "status": "passed",
                 *       "checks": [
                 *         "model:churn:v3"
                 *       ],
                 *       "threshold": 0.9,
                 *       "value": 0.92,
                 *       "at": "2026-04-28T11:00:00Z"
                 *     }
                 */
                readonly "application/json": components["schemas"]["CheckMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataDatasetVersion: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "ds:users:v12",
                 *       "content_hash": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                 *       "location": "s3://lake/users/2026-04-28.parquet",
                 *       "schema": [
                 *         {
                 *           "name": "age",
                 *           "type": "integer",
                 *           "feature": "feature:users/age"
                 *         },
                 *         {
                 *           "name": "email",
                 *           "type": "string"
                 *         }
                 *       ],
                 *       "split": "train",
                 *       "derived_from": [
                 *         "ds:users-raw:v3"
                 *       ],
                 *       "produced_by": "jobrun:clean-20260428",
                 *       "at": "2026-04-28T09:05:00Z"
                 *     }
                 */
                readonly "application/json": components["schemas"]["DatasetVersionMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataDeployment: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "deploy:churn-2026-04-28",
                 *       "model_version": "model:churn:v3",
                 *       "environment": "production",
                 *       "started_at": "2026-04-28T12:00:00Z",
                 *       "gated_by": [
                 *         "check:churn-v3-gate"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["DeploymentMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataEdge: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "from": "feature:users/age-band",
                 *       "rel": "derived-from",
                 *       "to": "feature:users/age"
                 *     }
                 */
                readonly "application/json": components["schemas"]["EdgeMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataEnd: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "from": "feature:users/age-band",
                 *       "rel": "derived-from",
                 *       "to": "feature:users/age"
                 *     }
                 */
                readonly "application/json": components["schemas"]["EndMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataHide: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "run:run-20260428-0001",
                 *       "hidden": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["HideMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataJobRun: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "jobrun:clean-20260428",
                 *       "job": "job:clean-users",
                 *       "started_at": "2026-04-28T09:00:00Z",
                 *       "ended_at": "2026-04-28T09:05:00Z",
                 *       "commit": "a1b2c3d",
                 *       "inputs": [
                 *         {
                 *           "id": "ds:users-raw:v3"
                 *         }
                 *       ],
                 *       "outputs": [
                 *         "ds:users:v12"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["JobRunMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataModelVersion: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "model:churn:v3",
                 *       "produced_by": "run:run-20260428-0001",
                 *       "artifacts": [
                 *         "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["ModelVersionMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataNode: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "ds:users",
                 *       "description": "Every customer, one row each",
                 *       "owner": "data-team",
                 *       "tags": {
                 *         "domain": "crm"
                 *       },
                 *       "props": {
                 *         "format": "parquet"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["NodeMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataPointer: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "of": "model:churn",
                 *       "name": "champion",
                 *       "to": "model:churn:v3"
                 *     }
                 */
                readonly "application/json": components["schemas"]["PointerMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postMetadataRun: {
        readonly parameters: {
            readonly query?: {
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "run_id": "run-20260428-0001",
                 *       "commit": "a1b2c3d",
                 *       "dataset_versions": [
                 *         "ds:users:v12",
                 *         "ds:embeddings:v3"
                 *       ],
                 *       "metrics": {
                 *         "auc": 0.92,
                 *         "loss": 0.11
                 *       },
                 *       "artifacts": [
                 *         "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["RunMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getModels: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly filter?: string;
                readonly hidden?: boolean | "only";
                readonly limit?: number;
                readonly order_by?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ModelPage"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getNames: {
        readonly parameters: {
            readonly query: {
                readonly limit?: number;
                readonly q?: string;
                readonly space: "metrics" | "params" | "tags" | "props";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Distinct"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getNodesId: {
        readonly parameters: {
            readonly query?: {
                readonly as_of?: string;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description the id; it may have slashes
                 * @example ds:users:v12
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NodeDetail"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getOpenapiJson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenApi"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 403: components["responses"]["forbidden"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getPath: {
        readonly parameters: {
            readonly query: {
                readonly as_of?: string;
                readonly from: string;
                readonly to: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Path"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getProduction: {
        readonly parameters: {
            readonly query?: {
                readonly at?: string;
                readonly environment?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Production"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getRejected: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RejectedPage"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getReproduceId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description the id; it may have slashes
                 * @example ds:users:v12
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Reproduction"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getRuns: {
        readonly parameters: {
            readonly query?: {
                readonly columns?: readonly string[];
                readonly cursor?: string;
                readonly filter?: string;
                readonly hidden?: boolean | "only";
                readonly limit?: number;
                readonly newest_columns?: number;
                readonly order_by?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Runs"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getRunsIdMetrics: {
        readonly parameters: {
            readonly query?: {
                readonly from_step?: number;
                readonly name?: string;
                readonly points?: number;
                readonly to_step?: number;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description the id; it may have slashes
                 * @example ds:users:v12
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Metrics"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getRunsGroups: {
        readonly parameters: {
            readonly query: {
                readonly by: string;
                readonly filter?: string;
                readonly hidden?: boolean | "only";
                readonly limit?: number;
                readonly metric?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RunGroups"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getSchema: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Schema"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 403: components["responses"]["forbidden"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getSearch: {
        readonly parameters: {
            readonly query: {
                readonly kinds?: readonly ("Dataset" | "DatasetVersion" | "Feature" | "Job" | "JobRun" | "Experiment" | "Run" | "Model" | "ModelVersion" | "Artifact" | "Deployment" | "Check" | "Agent" | "Commit" | "Paper" | "Concept" | "Fact" | "Policy")[];
                readonly limit?: number;
                readonly q: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SearchHits"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getSources: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Sources"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getTimelineId: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
                readonly until?: string;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description the id; it may have slashes
                 * @example ds:users:v12
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Timeline"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getTokens: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tokens"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly postTokens: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "agent": "ci",
                 *       "scope": "write",
                 *       "expires_at": "2027-01-01T00:00:00Z"
                 *     }
                 */
                readonly "application/json": components["schemas"]["TokenMessage"];
            };
        };
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewToken"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 409: components["responses"]["conflict"];
            readonly 413: components["responses"]["too_large"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly deleteTokensToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly token: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Token"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 409: components["responses"]["conflict"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getUnlinked: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UnlinkedPage"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getValues: {
        readonly parameters: {
            readonly query: {
                readonly field: string;
                readonly limit?: number;
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Distinct"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getVersionsId: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description the id; it may have slashes
                 * @example ds:users:v12
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Versions"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not_found"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getWhoami: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Caller"];
                };
            };
            readonly 400: components["responses"]["invalid"];
            readonly 401: components["responses"]["unauthenticated"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["rate_limited"];
            readonly 431: components["responses"]["too_large"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
}
