import type { FrameAddress } from '../channel/messages';
import { connectionError, type ApiError, type ApiResult } from './api-error';
import { encodeForm } from './form-encoding';

/** The version that Stripe.js of the endive train asks for. */
const API_VERSION = '2026-09-30.endive';

/** That of the last train before dahlia, with which the methods for Sources went. */
const VERSION_OF_SOURCES = '2025-12-15.clover';

/**
 * Calls the API from a frame, with the publishable key and, for a connected account, its id in the
 * body as Stripe.js does. Never rejects.
 */
export class ApiClient {
  constructor(
    private readonly api: string,
    private readonly address: FrameAddress,
  ) {}

  async call<T extends object>(
    method: 'GET' | 'POST',
    path: string,
    params: Record<string, unknown> = {},
  ): Promise<ApiResult<{ object: T }>> {
    const form = encodeForm({
      ...params,
      key: this.address.apiKey,
      _stripe_account: this.address.stripeAccount,
      _stripe_version: this.address.apiVersion ?? versionFor(path),
    });
    try {
      const response = await fetch(
        method === 'GET' ? `${this.api}${path}?${form}` : `${this.api}${path}`,
        method === 'GET' ? { credentials: 'omit' } : { method, body: form, credentials: 'omit' },
      );
      const body = (await response.json()) as { error?: ApiError };
      if (response.ok) return { object: body as T };
      return {
        error: body.error ?? { type: 'api_error', message: 'The answer was not understood.' },
      };
    } catch {
      return { error: connectionError() };
    }
  }
}

function versionFor(path: string): string {
  return path.startsWith('/v1/sources') ? VERSION_OF_SOURCES : API_VERSION;
}
