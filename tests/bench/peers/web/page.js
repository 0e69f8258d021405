// A million satellites over a sphere in three.js; moved in the vertex shader (?shader) or in
// JavaScript (?cpu). browser.mjs calls the functions of window.bench.
import * as THREE from "three";

const setup = await (await fetch("/million/million.json")).json();
const floats = new Float32Array(await (await fetch("/million/million.f32")).arrayBuffer());
const column = (k) => floats.subarray(k * setup.count, (k + 1) * setup.count);

function interleaved(first, width) {
  const out = new Float32Array(setup.count * width);
  for (let k = 0; k < width; k++) column(first + k).forEach((value, i) => (out[i * width + k] = value));
  return new THREE.BufferAttribute(out, width);
}

async function shaderPoints() {
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("a_angles", interleaved(0, 4));
  geometry.setAttribute("a_orbit", interleaved(4, 3));
  geometry.setAttribute("a_rates", interleaved(7, 2));
  geometry.setDrawRange(0, setup.count);
  const vector = (values) => ({ value: new THREE.Vector3(...values) });
  const radius = setup.earth_radius_km;
  const uniforms = {
    u_time_s: { value: 0 },
    u_eye_km: vector(setup.eye_km),
    u_right: vector(setup.right),
    u_up: vector(setup.up),
    u_forward: vector(setup.forward),
    u_tan_half: { value: new THREE.Vector2(...setup.tan_half) },
    u_horizon_km2: { value: new THREE.Vector3(...setup.eye_km).lengthSq() - radius * radius },
  };
  const material = new THREE.ShaderMaterial({
    uniforms,
    vertexShader: await (await fetch("/points.vert")).text(),
    fragmentShader: "void main() { gl_FragColor = vec4(1.0); }",
    depthTest: false,
    depthWrite: false,
  });
  const points = new THREE.Points(geometry, material);
  return { points, move: (time) => (uniforms.u_time_s.value = time) };
}

function cpuPoints() {
  const places = new THREE.BufferAttribute(new Float32Array(3 * setup.count), 3);
  places.setUsage(THREE.DynamicDrawUsage);
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", places);
  const material = new THREE.PointsMaterial({ color: "white", size: 1, sizeAttenuation: false });
  const columns = Array.from({ length: 9 }, (_, k) => column(k));
  const move = (time) => {
    place(columns, time, places.array);
    places.needsUpdate = true;
  };
  return { points: new THREE.Points(geometry, material), move };
}

function place([cosNode, sinNode, cosPhase, sinPhase, sma, cosInc, sinInc, nodeRate, phaseRate], time, out) {
  let nodeSeen = NaN, phaseSeen = NaN, cd, sd, cm, sm;
  for (let i = 0; i < cosNode.length; i++) {
    // The satellites of a shell share their rates and stand together.
    if (nodeRate[i] !== nodeSeen || phaseRate[i] !== phaseSeen) {
      [nodeSeen, phaseSeen] = [nodeRate[i], phaseRate[i]];
      [cd, sd] = [Math.cos(nodeSeen * time), Math.sin(nodeSeen * time)];
      [cm, sm] = [Math.cos(phaseSeen * time), Math.sin(phaseSeen * time)];
    }
    const cn = cosNode[i] * cd - sinNode[i] * sd;
    const sn = sinNode[i] * cd + cosNode[i] * sd;
    const along = sma[i] * (cosPhase[i] * cm - sinPhase[i] * sm);
    const up = sma[i] * (sinPhase[i] * cm + cosPhase[i] * sm);
    const across = up * cosInc[i];
    out[3 * i] = cn * along - sn * across;
    out[3 * i + 1] = sn * along + cn * across;
    out[3 * i + 2] = up * sinInc[i];
  }
}

const [width, height] = setup.size;
const renderer = new THREE.WebGLRenderer({ antialias: false });
renderer.setSize(width, height);
document.body.append(renderer.domElement);
const gl = renderer.getContext();

const eye = new THREE.Vector3(...setup.eye_km);
const distance = eye.length();
const fov = THREE.MathUtils.radToDeg(2 * Math.atan(setup.tan_half[1]));
const camera = new THREE.PerspectiveCamera(fov, width / height, 0.5 * distance, 2 * distance);
camera.up.set(...setup.up);
camera.position.copy(eye);
camera.lookAt(0, 0, 0);

const scene = new THREE.Scene();
const globe = new THREE.SphereGeometry(setup.earth_radius_km, 128, 64);
scene.add(new THREE.Mesh(globe, new THREE.MeshBasicMaterial({ color: "#1a3366" })));
const { points, move } = location.search === "?cpu" ? cpuPoints() : await shaderPoints();
points.frustumCulled = false;
scene.add(points);

const onePixel = new Uint8Array(4);

// One pixel read back: the call returns when everything before it is drawn.
function draw(time, withSatellites) {
  points.visible = withSatellites;
  if (withSatellites) move(time);
  renderer.render(scene, camera);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, onePixel);
}

function pixels(withSatellites) {
  draw(0, withSatellites);
  const out = new Uint8Array(4 * width * height);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, out);
  return out;
}

window.bench = {
  renderer() {
    const names = gl.getExtension("WEBGL_debug_renderer_info");
    return gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  },

  frames(first, count) {
    const times = { full: [], bare: [] };
    for (let number = first; number < first + count; number++) {
      for (const name of ["full", "bare"]) {
        const began = performance.now();
        draw(number * setup.step_s, name === "full");
        times[name].push(performance.now() - began);
      }
    }
    return times;
  },

  picture() {
    const bare = pixels(false);
    const full = pixels(true);
    let lit = 0;
    for (let i = 0; i < full.length; i += 4) {
      lit += [0, 1, 2].some((k) => Math.abs(full[i + k] - bare[i + k]) > 8);
    }
    draw(0, true);
    return { lit, png: renderer.domElement.toDataURL("image/png") };
  },
};
