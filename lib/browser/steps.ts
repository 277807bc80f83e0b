/** What this window has asked since it was loaded, for whoever looks underneath. Never leaves it. */
export interface NotedStep {
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  /** Unix milliseconds by this computer's clock. */
  readonly at: number;
  readonly ms: number;
}

const most = 100;
const noted: NotedStep[] = [];

/** Notes a request; of very many the latest are kept. */
export function noteStep(step: NotedStep): void {
  noted.push(step);
  if (noted.length > most) noted.shift();
}

/** Oldest first. */
export function notedSteps(): readonly NotedStep[] {
  return [...noted];
}
