// Gradus: figures that a reader runs. The module is the lesson's own Swift, compiled for the page; until
// somebody asks for it, and where WebAssembly is missing, the page shows the recorded run.
'use strict'
;(() => {
  const assets = document.currentScript.src.replace(/[^/]*$/, '')
  const calm = matchMedia('(prefers-reduced-motion: reduce)')

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }

  // A module that has begun, and what it does when told. In a worker this function is all there is. The module
  // asks of its host memory in blocks of powers of two, and a little arithmetic.
  const started = async (bytes) => {
    let memory, next
    const free = new Map(), sizes = new Map()
    const take = (size) => {
      const block = Math.max(64, 2 ** Math.ceil(Math.log2(size + 1)))
      const kept = free.get(block)
      if (kept?.length) return kept.pop()
      const at = next
      next += block
      if (next > memory.buffer.byteLength) memory.grow(Math.max(64, Math.ceil((next - memory.buffer.byteLength) / 65536)))
      sizes.set(at, block)
      return at
    }
    const view = () => new Uint8Array(memory.buffer)
    const environment = {
      posix_memalign(target, _, size) {
        const at = take(size)
        new DataView(memory.buffer).setUint32(target, at, true)
        return 0
      },
      malloc: take,
      free(at) {
        if (!at) return
        const block = sizes.get(at)
        if (!free.has(block)) free.set(block, [])
        free.get(block).push(at)
      },
      fmaf: (a, b, c) => Math.fround(a * b + c),
      round: (x) => Math.sign(x) * Math.round(Math.abs(x)),
      __multi3(to, aLow, aHigh, bLow, bHigh) {
        const product = (BigInt.asUintN(64, aLow) | aHigh << 64n) * (BigInt.asUintN(64, bLow) | bHigh << 64n)
        const out = new DataView(memory.buffer)
        out.setBigUint64(to, BigInt.asUintN(64, product), true)
        out.setBigUint64(to + 8, BigInt.asUintN(64, product >> 64n), true)
      },
      memcpy(to, from, count) { view().copyWithin(to, from, from + count); return to },
      memmove(to, from, count) { view().copyWithin(to, from, from + count); return to },
      memset(to, value, count) { view().fill(value, to, to + count); return to },
      memcmp(a, b, count) {
        const bytes = view()
        for (let i = 0; i < count; i++) if (bytes[a + i] !== bytes[b + i]) return bytes[a + i] - bytes[b + i]
        return 0
      },
      putchar: () => 0,
      // Seeds the hash tables; always the same, so that a run can be repeated.
      arc4random_buf(at, count) { view().fill(7, at, at + count) },
      // Unicode tables: no text that a figure compares needs them.
      _swift_stdlib_getNormData: () => 0, _swift_stdlib_getComposition: () => 0,
      _swift_stdlib_getDecompositionEntry: () => 0,
    }
    const module = await WebAssembly.compile(bytes)
    for (const { name } of WebAssembly.Module.imports(module)) {
      environment[name] ??= () => { throw new Error(`the module needs ${name}`) }
    }
    const { exports } = await WebAssembly.instantiate(module, { env: environment })
    memory = exports.memory
    next = Math.ceil(exports.__heap_base.value / 64) * 64
    const main = exports.main ?? exports.__main_argc_argv
    main(0, 0)
    const text = (at) => new TextDecoder().decode(view().slice(at, at + exports.live_length()))
    const number = (word) => +word.replace('−', '-')
    const [title, steps, ...lines] = text(exports.live_describe()).split('\n')
    let count = 0
    return {
      about: {
        title, steps: +steps,
        sliders: lines.map((line) => line.split('\t')).map(([name, low, high, value]) =>
          ({ name, low: number(low), high: number(high), start: number(value) })),
      },
      // Sets the sliders, begins where a seed is given, goes on for some steps or milliseconds, and draws.
      follow({ values, seed, most = 0, within = Infinity, draws = true }) {
        values.forEach((value, index) => exports.live_set(index, value))
        if (seed !== undefined) {
          exports.live_begin(seed)
          count = 0
        }
        const until = performance.now() + within
        for (let made = 0; made < most && (made === 0 || performance.now() < until); made++, count++) exports.live_step()
        return !draws ? { count } : {
          count, picture: text(exports.live_picture()),
          numbers: text(exports.live_numbers()).split('\n').filter(Boolean)
            .map((line) => line.split('\t')).map(([name, value]) => [name, number(value)]),
        }
      },
    }
  }

  // A worker made of this file's own text: a page opened from disk may not load one, but may make one. It
  // has the page's policy, so it can load nothing either.
  const inWorker = (bytes) => new Promise((resolve, reject) => {
    const work = (started) => {
      let module
      onmessage = async ({ data }) => {
        try {
          if (module) return postMessage(module.follow(data))
          module = await started(data)
          postMessage(module.about)
        } catch (error) {
          postMessage({ fault: error.message })
        }
      }
    }
    const source = URL.createObjectURL(new Blob([`'use strict';(${work})(${started})`], { type: 'text/javascript' }))
    const worker = new Worker(source)
    const waiting = [{
      resolve: (about) => resolve({
        about, isBeside: true,
        follow: (order) => new Promise((resolve, reject) => {
          waiting.push({ resolve, reject })
          worker.postMessage(order)
        }),
      }),
      reject,
    }]
    worker.onmessage = ({ data }) => {
      URL.revokeObjectURL(source)
      const { resolve, reject } = waiting.shift()
      if (data.fault === undefined) resolve(data)
      else reject(new Error(data.fault))
    }
    worker.onerror = (event) => {
      event.preventDefault()
      reject(new Error('no worker'))
    }
    worker.postMessage(bytes)
  })

  // On the page's own thread, where a browser refuses the worker.
  const onPage = async (bytes) => {
    const { about, follow } = await started(bytes)
    return { about, isBeside: false, follow: async (order) => follow(order) }
  }

  const show = (figure, live) => {
    const id = figure.id
    const name = figure.querySelector('figcaption strong').textContent.replace(/\.$/, '')
    const stage = element('div', { className: 'stages' })
    const numbers = element('p', { className: 'numbers' })
    const play = element('button', { type: 'button', className: 'play', textContent: 'Play' })
    const once = element('button', { type: 'button', textContent: 'Step' })
    const again = element('button', { type: 'button', textContent: 'Reset' })
    const seed = element('input', { type: 'number', min: 0, max: 99999, step: 1, value: 0 })
    const unique = id.replace(/\W/g, '-')
    let running = 0, drawn = 0, isAsked = false

    // A range over a factor of 20 or more is laid out in powers of ten.
    const sliders = live.about.sliders.map((slider) => {
      const isWide = slider.low > 0 && slider.high / slider.low >= 20
      const to = (value) => isWide ? Math.log(value / slider.low) / Math.log(slider.high / slider.low)
        : (value - slider.low) / (slider.high - slider.low)
      const from = (place) => isWide ? slider.low * (slider.high / slider.low) ** place
        : slider.low + place * (slider.high - slider.low)
      const input = element('input', { type: 'range', min: 0, max: 1, step: 'any' })
      const shown = element('output', {})
      const one = {
        ...slider, value: slider.start,
        row: element('label', { className: 'slider' }, element('span', { textContent: slider.name }), input, shown),
        set(value) {
          one.value = Math.max(slider.low, Math.min(slider.high, value))
          input.value = to(one.value)
          shown.textContent = +one.value.toPrecision(3)
          input.setAttribute('aria-valuetext', shown.textContent)
        },
      }
      input.oninput = () => { one.set(+(+from(+input.value)).toPrecision(3)); remember() }
      // An arrow key moves by a fiftieth of the way.
      input.addEventListener('keydown', (event) => {
        const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key]
        if (!by) return
        event.preventDefault()
        input.value = +input.value + by / 50
        input.oninput()
      })
      return one
    })

    const draw = ({ count, picture, numbers: said }) => {
      const drawing = picture.replaceAll('"live-', `"${unique}-live-`)
      stage.replaceChildren(new DOMParser().parseFromString(drawing, 'image/svg+xml').documentElement)
      numbers.replaceChildren(`step ${count}`, ...said.flatMap(([label, value]) => {
        const part = element('span', { textContent: `${label} ${+value.toPrecision(4)}` })
        part.dataset.name = label
        part.dataset.value = value
        return [' · ', part]
      }))
      figure.dataset.steps = count
    }
    const stop = () => {
      cancelAnimationFrame(running)
      running = 0
      play.textContent = 'Play'
    }
    const follow = async (order) => {
      try {
        const said = await live.follow({ values: sliders.map((slider) => slider.value), ...order })
        if (said.picture) draw(said)
      } catch (error) {
        stop()
        numbers.textContent = `The run stopped: ${error.message}`
      }
    }
    const reset = () => {
      stop()
      return follow({ seed: Math.max(0, Math.floor(+seed.value) || 0) })
    }
    // In slices of 12 ms, so that a page which has to compute itself still answers. And no faster than can be
    // watched: what the recorded run shows takes six seconds or more.
    const most = Math.max(1, Math.ceil(live.about.steps / 360))
    const move = async (now) => {
      running = requestAnimationFrame(move)
      if (isAsked) return
      isAsked = true
      const draws = !calm.matches || now - drawn > 1000
      if (draws) drawn = now
      await follow({ most, within: 12, draws })
      isAsked = false
    }
    play.onclick = () => {
      if (running) { stop(); follow({}) }
      else { play.textContent = 'Pause'; running = requestAnimationFrame(move) }
    }
    once.onclick = () => { stop(); follow({ most: 1 }) }
    again.onclick = reset
    seed.onchange = () => { remember(); reset() }

    // The address says what is set, so that it can be sent to somebody.
    const remember = () => {
      const state = new URLSearchParams()
      if (+seed.value) state.set('seed', seed.value)
      for (const slider of sliders) if (slider.value !== slider.start) state.set(slider.name, slider.value)
      history.replaceState(null, '', `#${id}?${state}`)
    }
    const recall = () => {
      const state = stateFor(id)
      if (state?.has('seed')) seed.value = state.get('seed')
      for (const slider of sliders) {
        const value = parseFloat(state?.get(slider.name))
        slider.set(Number.isFinite(value) ? value : slider.start)
      }
    }

    const panel = element('div', { className: 'player live', role: 'group', ariaLabel: `${name}, live` }, stage, numbers,
      element('div', { className: 'controls' }, play, once, again,
        element('label', { className: 'seed' }, 'Seed ', seed)),
      element('div', { className: 'sliders' }, ...sliders.map((slider) => slider.row)))
    panel.addEventListener('keydown', (event) => {
      if (event.key.startsWith('Arrow')) event.stopPropagation()
    })
    figure.querySelector('.player')?.remove()
    figure.querySelector('.moments').after(panel)
    figure.classList.add('played')
    figure.dataset.thread = live.isBeside ? 'worker' : 'page'
    recall()
    reset()
    play.focus({ preventScroll: true })
  }

  const stateFor = (id) => {
    const [anchor, query] = decodeURIComponent(location.hash.slice(1)).split('?')
    return anchor === id && query !== undefined ? new URLSearchParams(query) : null
  }

  const waiting = new Map()
  self.gradusLive = async (name, code) => {
    const { figure, button } = waiting.get(name)
    try {
      const bytes = Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0))
      show(figure, await inWorker(bytes).catch(() => onPage(bytes)))
      button.remove()
    } catch (error) {
      button.disabled = true
      button.textContent = 'This browser cannot run it; above is the recorded run'
    }
  }
  if (typeof WebAssembly === 'undefined') return
  for (const figure of document.querySelectorAll('figure[data-live]')) {
    const button = element('button', { type: 'button', textContent: 'Run it yourself' })
    button.onclick = () => {
      if (waiting.has(figure.dataset.live)) return
      button.textContent = 'Loading …'
      waiting.set(figure.dataset.live, { figure, button })
      document.head.append(element('script', { src: assets + 'live/' + figure.dataset.live }))
    }
    const box = element('p', { className: 'run-it' }, button)
    figure.querySelector('figcaption').before(box)
    if (stateFor(figure.id)) {
      button.click()
      figure.scrollIntoView()
    }
  }
})()
