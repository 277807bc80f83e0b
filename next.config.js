// @ts-check
/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // PGlite brings its own wasm and data files, which must stay where the package put them. Stripe's
  // errors are told apart by their class, so every bundle has to share one copy of the SDK.
  serverExternalPackages: ['@electric-sql/pglite', 'stripe'],
  // Souk's own builds and a developer's must not overwrite each other.
  distDir: process.env.SOUK_DIST_DIR || '.next',
  // What proxy.ts does not see: files that were built, whose types are not to be guessed either.
  headers: async () => [
    { source: '/_next/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] },
  ],
};

export default nextConfig;
