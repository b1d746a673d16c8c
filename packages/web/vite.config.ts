import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const OUT = join(import.meta.dirname, "dist");
const TEXT = /\.(?:css|html|js|json|svg|wasm)$/;

/** Compresses once, as well as it goes, what the server sends often. */
function compressed(): Plugin {
  return {
    name: "compressed",
    closeBundle() {
      const entries = readdirSync(OUT, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter(({ name }) => TEXT.test(name))) {
        const file = join(entry.parentPath, entry.name);
        const bytes = readFileSync(file);
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
  // A policy without inline images and scripts: every file is one of its own.
  build: {
    outDir: OUT,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What matters is the first load, which a test weighs.
    chunkSizeWarningLimit: 2000,
  },
});
