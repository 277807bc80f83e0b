import { browserFile } from './browser-files';

/** File names of the frame documents, with Stripe's own stems: pages and tests look for these. */
export interface FrameNames {
  payment: string;
  controller: string;
  challenge: string;
}

export function frameNames(): FrameNames {
  return {
    payment: `elements-inner-payment-${browserFile('payment-frame').hash}.html`,
    controller: `controller-${browserFile('controller-frame').hash}.html`,
    challenge: `three-ds-2-challenge-${browserFile('challenge-frame').hash}.html`,
  };
}
