// @ts-check
/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // PGlite brings its own wasm and data files, which must stay where the package put them.
  serverExternalPackages: ['@electric-sql/pglite'],
  // Souk's own builds and a developer's must not overwrite each other.
  distDir: process.env.SOUK_DIST_DIR ?? '.next',
};

export default nextConfig;
