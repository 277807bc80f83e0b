/** What a frame document tells its own script, in attributes of its root element. */
export interface Served {
  api: string;
  bank: string;
}

export function readServed(): Served {
  const { api = '', bank = '' } = document.documentElement.dataset;
  return { api, bank };
}
