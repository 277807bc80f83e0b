/** See `link-postgres.mjs`. */
export function linkPostgres(): void;
