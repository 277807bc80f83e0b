/**
 * Papers of an account, a person or a bank account (docs.stripe.com/api/accounts/update). Stripe
 * shows them nowhere. Nobody here reads what is uploaded, so the test files' tokens are all that may
 * be named (docs.stripe.com/connect/testing#test-file-tokens).
 */
import { invalidRequest } from '../server/contract';
import { isHash } from './merge';

const testFiles = new Set(['file_identity_document_success', 'file_identity_document_failure']);

/** Throws 400 for a file that is none of Stripe's test files. */
export function checkDocuments(documents: unknown, param = 'documents'): void {
  for (const [name, document] of Object.entries(isHash(documents) ? documents : {})) {
    const files: unknown = isHash(document) ? document.files : undefined;
    for (const [index, file] of (Array.isArray(files) ? files : []).entries()) {
      if (typeof file !== 'string' || file === '' || testFiles.has(file)) continue;
      throw invalidRequest(`No such file upload: '${file}'`, {
        code: 'resource_missing',
        param: `${param}[${name}][files][${index}]`,
      });
    }
  }
}
