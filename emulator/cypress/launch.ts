import { askEmulator } from '../hosts/ask-emulator';
import { STRIPE_PATTERNS } from '../hosts/stripe-hosts';
import type { StripeHosts } from '../server/public-api';
import type { BrowserToLaunch, LaunchWithStripe } from './types';

export const launchWithStripe: LaunchWithStripe = async (browser, launch, { url }) => {
  if (!takesArguments(browser)) {
    throw new Error(
      `${browser.name} cannot be told where Stripe's hosts are; run Cypress with --browser chrome, or another of its family but Electron.`,
    );
  }
  const { chromium } = await hostsOf(url);
  // Cypress has the browser ask its proxy for everything, which looks names up by itself.
  const past = `--proxy-bypass-list=${STRIPE_PATTERNS.join(',')}`;
  for (const argument of [...chromium, past]) add(launch.args, argument);
  return launch;
};

/** Electron is of the family, and takes none when Cypress has it running. */
function takesArguments({ family, name }: BrowserToLaunch): boolean {
  return family === 'chromium' && name !== 'electron';
}

/** A list that is there goes on: of two arguments of a name, Chromium takes the last alone. */
function add(args: string[], argument: string): void {
  const value = argument.indexOf('=') + 1;
  const name = argument.slice(0, value);
  const at = args.findLastIndex((given) => given.startsWith(name));
  if (at < 0) args.push(argument);
  else args[at] = `${args[at]},${argument.slice(value)}`;
}

async function hostsOf(url: string): Promise<StripeHosts> {
  const answer = (await askEmulator(url, 'hosts')) as StripeHosts & {
    error?: { message: string };
  };
  if (answer.error) throw new Error(answer.error.message);
  return answer;
}
