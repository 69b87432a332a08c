/** One step of the schema. Numbers are consecutive from 1; a released one is never edited. */
export interface Migration {
  number: number;
  name: string;
  sql: string;
}
