import { readCommand, USAGE } from './cli-options';
import { createEmulator } from './emulator';
import type { StripeHosts } from './public-api';
import { VERSION } from './version';

/** Starts the emulator as the command line says, and stops it cleanly on SIGINT and SIGTERM. */
async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command.tell) {
    process.stdout.write(command.tell === 'help' ? USAGE : `${VERSION}\n`);
    return;
  }
  const emulator = await createEmulator(command.options);
  const { api, frames, bank } = emulator.urls;
  const data = command.options.dataDir ?? 'memory';
  console.log(`Stripe emulator: API ${api} · frames ${frames} · bank ${bank} · data ${data}`);
  if (emulator.hosts) tellHosts(emulator.hosts, api);
  const stop = () => {
    emulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function tellHosts({ url, chromium, caFile }: StripeHosts, api: string): void {
  const quoted = chromium.map((argument) => argument.replace(/=(.*)/, '="$1"'));
  console.log(`Stripe's hosts: ${url} · certificate ${caFile}
  Chromium  ${quoted.join(' ')}
            with a --user-data-dir, as test runners give it: without, the second is ignored
  servers   NODE_EXTRA_CA_CERTS=${caFile}
  more      ${api}/_emulator/hosts`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
