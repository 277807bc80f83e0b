/**
 * What may be uploaded for which purpose, how large, and for how long it is kept
 * (docs.stripe.com/file-upload).
 */

export type FileType = 'pdf' | 'jpg' | 'png' | 'gif' | 'svg' | 'csv' | 'docx' | 'xlsx';

export interface FilePurpose {
  readonly types: readonly FileType[];
  readonly mostBytes: number;
  /** Null: for ever. */
  readonly keptDays: number | null;
  /** Whether the file has an address that its contents are read from, and may be linked. */
  readonly downloadable: boolean;
}

/** unconfirmed: that Stripe counts megabytes by 1024. */
const KB = 1024;
const MB = 1024 * KB;

const papers: readonly FileType[] = ['pdf', 'jpg', 'png'];
const picture = {
  types: ['jpg', 'png', 'gif'],
  mostBytes: 512 * KB,
  keptDays: null,
  downloadable: true,
} as const;
const proof = { types: papers, mostBytes: 16 * MB, keptDays: null, downloadable: false } as const;

const purposes: Readonly<Record<string, FilePurpose>> = {
  account_requirement: { ...proof, mostBytes: 64 * MB },
  additional_verification: proof,
  business_icon: picture,
  business_logo: picture,
  customer_signature: {
    types: ['jpg', 'png', 'svg'],
    mostBytes: 4 * MB,
    keptDays: 7,
    downloadable: true,
  },
  // 270 days: the difference in Stripe's example of a file.
  dispute_evidence: { types: papers, mostBytes: 5 * MB, keptDays: 270, downloadable: true },
  identity_document: { ...proof, mostBytes: 32 * MB },
  pci_document: { types: ['pdf'], mostBytes: 16 * MB, keptDays: null, downloadable: true },
  tax_document_user_upload: {
    types: [...papers, 'csv', 'xlsx', 'docx'],
    mostBytes: 16 * MB,
    keptDays: null,
    downloadable: true,
  },
};

/** The rules of a purpose; null for what belongs to products that are not emulated. */
export function filePurpose(purpose: string): FilePurpose | null {
  return Object.hasOwn(purposes, purpose) ? (purposes[purpose] ?? null) : null;
}

/** The largest body of an upload: the largest file, with room for the form around it. */
export const MOST_UPLOADED = 65 * MB;

/** What Stripe calls a type when it lists those it would take. */
export const mimeTypes: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** By their first bytes, which no name and no `Content-Type` can lie about. */
const beginnings: readonly (readonly [string, FileType])[] = [
  ['%PDF-', 'pdf'],
  ['\xff\xd8\xff', 'jpg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['GIF8', 'gif'],
];

/** What a file is; null for what Stripe has no name for. */
export function fileType(bytes: Uint8Array, name: string): FileType | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const told = beginnings.find(([beginning]) => start.startsWith(beginning));
  if (told) return told[1];
  const ending = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1];
  // Office files are zipped; tables and drawings are text.
  if (start.startsWith('PK')) return ending === 'docx' || ending === 'xlsx' ? ending : null;
  return (ending === 'svg' || ending === 'csv') && !start.includes('\0') ? ending : null;
}

/**
 * All files of one dispute's evidence together. Not in Stripe's reference: learned from its error by
 * others (github.com/Automattic/woocommerce-payments/issues/559).
 */
export const MOST_EVIDENCE = 4.5 * MB;
