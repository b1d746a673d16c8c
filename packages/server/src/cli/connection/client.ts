import { Begat, BegatApi, type BegatOptions, type NodeArtifacts } from "@begat/client";

/** A server of Begat with files of this machine. Nothing is spooled: a command says at once that a server is away. */
export class Client extends BegatApi {
  override readonly artifacts: NodeArtifacts;

  constructor(options: BegatOptions) {
    super(options);
    this.artifacts = new Begat(options).artifacts;
  }
}
