/** See `packages.mjs`. */
export interface Lockfile {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly license?: string;
        readonly hasInstallScript?: boolean;
        readonly link?: boolean;
      }
    >
  >;
}
export function readLock(folder: string): Lockfile;
export function checkPackages(lock: Lockfile): string[];
export function compareInstalled(
  lock: Lockfile,
  folder: string,
): { readonly compared: number; readonly lines: string[] };
export function listLicences(lock: Lockfile): [licence: string, names: string[]][];
