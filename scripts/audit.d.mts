/** See `audit.mjs`. */
export function judgeAudit(answer: string): {
  readonly packages: number;
  readonly findings: readonly { readonly fails: boolean; readonly line: string }[];
} | null;
