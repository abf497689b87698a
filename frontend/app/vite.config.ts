import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env.JIQIAO_BACKEND ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/app/",
  plugins: [react()],
  // Two parts of the first screen exceed vite's default warning: React with the router, and Ant Design.
  build: { chunkSizeWarningLimit: 1400 },
  server: {
    proxy: {
      // The server refuses writes from another origin, so the proxy speaks as the server's own pages do.
      "/api": { target: backend, changeOrigin: true, headers: { origin: backend } },
    },
  },
  test: { include: ["src/**/*.test.ts"] },
});
