// node browser.mjs MILLION_FOLDER shader|cpu PLAYWRIGHT_FOLDER THREE_FOLDER CHROMIUM
// Opens page.html in a headless Chromium and obeys the lines described in contestant.py.
import fs from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";

const [million, variant, playwright, three, executablePath] = process.argv.slice(2);
const here = import.meta.dirname;
const folders = { "/million/": million, "/three/": three, "/points.vert": path.dirname(here), "/": here };
const types = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json" };

function fileOf(url) {
  const found = Object.keys(folders).find((start) => url.startsWith(start));
  const name = found.endsWith("/") ? url.slice(found.length) : url;
  return path.join(folders[found], path.normalize("/" + name));
}

async function reply(request, response) {
  const file = fileOf(new URL(request.url, "http://localhost").pathname);
  try {
    const content = await fs.readFile(file);
    // Isolated pages get a clock of 5 microseconds.
    response.writeHead(200, {
      "Content-Type": types[path.extname(file)] ?? "application/octet-stream",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

function answer(values) {
  process.stdout.write(JSON.stringify(values) + "\n");
}

async function obey(page, line) {
  const [verb, ...words] = line.trim().split(" ");
  if (verb === "frames") {
    return page.evaluate(([first, count]) => window.bench.frames(first, count), words.map(Number));
  }
  const { lit, png } = await page.evaluate(() => window.bench.picture());
  const file = words.join(" ");
  if (file !== "-") await fs.writeFile(file, Buffer.from(png.split(",")[1], "base64"));
  return { lit };
}

let browser;
try {
  const server = http.createServer(reply).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  const { chromium } = await import(pathToFileURL(path.join(playwright, "index.mjs")));
  // The desktop's OpenGL by way of EGL, so that all contestants rasterise alike; Chromium itself
  // falls back to its own software renderer.
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--use-gl=angle", "--use-angle=gl-egl", "--ignore-gpu-blocklist"],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(0);
  page.on("pageerror", (error) => console.error(error.message));
  page.on("console", (message) => console.error(message.text()));
  await page.goto(`http://127.0.0.1:${server.address().port}/page.html?${variant}`);
  await page.waitForFunction(() => window.bench, undefined, { timeout: 60000 });
  answer({ renderer: await page.evaluate(() => window.bench.renderer()) });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    answer(await obey(page, line));
  }
} catch (error) {
  answer({ error: error.message.split("\n")[0] });
  process.exitCode = 1;
} finally {
  await browser?.close();
  process.exit();
}
