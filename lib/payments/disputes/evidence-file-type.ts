import type { EvidenceFileType } from '../../model/evidence';

const beginnings: readonly (readonly [readonly number[], EvidenceFileType])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'pdf'],
  [[0xff, 0xd8, 0xff], 'jpg'],
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'png'],
];

/**
 * What a file is by its first bytes, whatever it is called; null for what no bank reads.
 * https://docs.stripe.com/file-upload
 */
export function evidenceFileType(bytes: Uint8Array): EvidenceFileType | null {
  const told = beginnings.find(([beginning]) =>
    beginning.every((byte, index) => bytes[index] === byte),
  );
  return told?.[1] ?? null;
}
