/** What a part of the program wants of its log; a pino logger is one. Messages are constant, facts are fields. */
export interface Logger {
  trace?(facts: object, message: string): void;
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
