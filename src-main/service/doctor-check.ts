/** One thing that was looked at. */
export interface Check {
  name: string;
  ok: boolean;
  detail: string;
}
