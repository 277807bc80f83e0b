/** See `webhook-endpoints.mjs`. */
export function registerWebhooks(where: {
  readonly apiUrl: string;
  readonly appUrl: string;
  readonly dataDir: string;
  readonly secretKey?: string;
}): Promise<Record<string, string>>;
