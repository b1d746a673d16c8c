/** A file that a node has at a path; a folder is one artifact that has files of its own. */
export interface HeldFile {
  readonly path: string;
  readonly digest: string;
  /** In bytes; of a folder, those of its manifest. */
  readonly size?: number;
  readonly isFolder: boolean;
}
