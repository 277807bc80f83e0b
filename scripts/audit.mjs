// npm run audit: asks the registry what is known against the packages of the lockfile. What is high or
// critical fails. A registry that cannot be asked is told and fails nothing: it says nothing about them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from './processes.mjs';

const failing = ['high', 'critical'];

/** What an answer of `npm audit --json` means: null when the registry gave none. */
export function judgeAudit(answer) {
  const { vulnerabilities, metadata } = readJson(answer) ?? {};
  if (!vulnerabilities || !metadata) return null;
  const findings = Object.values(vulnerabilities).map(({ name, range, severity, via }) => ({
    fails: failing.includes(severity),
    line: `${severity}: ${name} ${range}, ${via.map((one) => one.title ?? `by ${one}`).join('; ')}`,
  }));
  return { packages: metadata.dependencies.total, findings };
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Offline, npm would find nothing wrong with anything.
  const args = ['audit', '--json', '--offline=false', '--prefer-offline=false'];
  const { stdout } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
    shell: process.platform === 'win32',
  });
  const judged = judgeAudit(stdout ?? '');
  if (!judged) {
    const { message = 'npm gave no answer' } = readJson(stdout) ?? {};
    console.warn(`NOT AUDITED: the registry could not be asked (${message}).`);
  } else {
    for (const { line } of judged.findings) console.log(line);
    const grave = judged.findings.filter(({ fails }) => fails).length;
    console.log(
      `${judged.packages} packages audited: ${judged.findings.length} findings, ${grave} high or critical.`,
    );
    if (grave) process.exitCode = 1;
  }
}
