/** What a command says that cannot ask a server, where there is no record to read. */
export const ELSEWHERE =
  "this command reads the database itself: run it where the record is, and name that with --data or --database";
