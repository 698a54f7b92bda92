// Gradus: plays recorded runs. Without it a page shows a few moments of each run side by side.
'use strict'
;(() => {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const values = Object.fromEntries([...digits].map((digit, value) => [digit, value]))
  const namespace = 'http://www.w3.org/2000/svg'
  const assets = document.currentScript.src.replace(/[^/]*$/, '')
  const calm = matchMedia('(prefers-reduced-motion: reduce)')

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }

  // Three digits are a point: nine bits across, nine down; 511, 511 lifts the pen.
  const path = (mark, frame, [left, top, width, height]) => {
    let data = ''
    let drawn = 0
    for (let i = 0; i < frame.length; i += 3) {
      const code = values[frame[i]] << 12 | values[frame[i + 1]] << 6 | values[frame[i + 2]]
      const x = code >> 9, y = code & 511
      const isLift = x === 511 && y === 511
      if (isLift || (mark.every && drawn === mark.every)) {
        if (mark.closed && drawn) data += 'z'
        drawn = 0
        if (isLift) continue
      }
      data += (drawn && !mark.stamp ? 'L' : 'M') + (left + x * width / 510).toFixed(1) + ' '
        + (top + y * height / 510).toFixed(1) + mark.stamp
      drawn++
    }
    return mark.closed && drawn ? data + 'z' : data
  }

  // One digit is a cell: its shade plus 15. Equal neighbours become one stroke.
  const cells = (group, mark, frame) => {
    const shades = new Map()
    for (let start = 0, end; start < frame.length; start = end) {
      const shade = values[frame[start]] - 15
      for (end = start + 1; end < frame.length && end % mark.columns && frame[end] === frame[start]; ) end++
      if (!shade || shade > 15) continue
      const row = Math.floor(start / mark.columns)
      shades.set(shade, (shades.get(shade) ?? '') + `M${start % mark.columns} ${row}h${end - start}`)
    }
    group.replaceChildren(...[...shades].map(([shade, data]) => {
      const stroke = document.createElementNS(namespace, 'path')
      const side = shade < 0 ? 'heat-low' : 'heat-high'
      stroke.setAttribute('class', group.matches('.images') ? 'image' : mark.twoSides ? side : 'heat')
      stroke.setAttribute('d', data)
      stroke.setAttribute('stroke', 'currentColor')
      stroke.setAttribute('stroke-opacity', mark.strength * Math.abs(shade) / 15)
      return stroke
    }))
  }

  // A run on its stage; returns what shows one of its frames.
  const staged = (run, box) => {
    const svg = new DOMParser().parseFromString(run.stage, 'image/svg+xml').documentElement
    box.append(svg)
    const targets = run.marks.map((_, number) => svg.querySelector(`[data-mark="${number}"]`))
    return (number) => run.marks.forEach((mark, i) => {
      const frame = mark.frames[Math.min(number, mark.frames.length - 1)]
      if (mark.columns) cells(targets[i], mark, frame)
      else targets[i].setAttribute('d', path(mark, frame, run.box))
    })
  }

  const play = (figure, runs) => {
    const last = Math.max(...runs.map((run) => run.labels.length)) - 1
    const labels = runs.find((run) => run.labels.length === last + 1).labels
    const name = figure.querySelector('figcaption strong')?.textContent.replace(/\.$/, '') ?? 'Replay'
    const stages = element('div', { className: runs.length > 1 ? 'stages pair' : 'stages' })
    const shown = runs.map((run) => staged(run, stages))
    const button = element('button', { type: 'button', className: 'play', textContent: 'Play' })
    const back = element('button', { type: 'button', textContent: '‹', ariaLabel: 'One frame back' })
    const on = element('button', { type: 'button', textContent: '›', ariaLabel: 'One frame on' })
    const slider = element('input', { type: 'range', min: 0, max: last, step: 1, value: 0, ariaLabel: `Moment of ${name}` })
    const label = element('output', {})
    let timer = 0
    const show = (number) => {
      const frame = Math.max(0, Math.min(last, number))
      slider.value = frame
      slider.setAttribute('aria-valuetext', `${labels[frame]}, frame ${frame + 1} of ${last + 1}`)
      label.textContent = labels[frame]
      for (const one of shown) one(frame)
    }
    const stop = () => {
      clearInterval(timer)
      timer = 0
      button.textContent = 'Play'
    }
    // Whoever asked for less motion gets one picture a second.
    const start = () => {
      if (+slider.value === last) show(0)
      button.textContent = 'Pause'
      timer = setInterval(() => {
        show(+slider.value + 1)
        if (+slider.value === last) stop()
      }, calm.matches ? 1000 : Math.max(100, Math.min(400, 8000 / (last + 1))))
    }
    const step = (by) => { stop(); show(+slider.value + by) }
    button.onclick = () => timer ? stop() : start()
    back.onclick = () => step(-1)
    on.onclick = () => step(1)
    slider.oninput = () => { stop(); show(+slider.value) }
    const player = element('div', { className: 'player', role: 'group', ariaLabel: `Replay of ${name}` },
      stages, element('div', { className: 'controls' }, button, back, slider, on, label))
    player.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return
      const by = { ',': -1, '.': 1, ArrowLeft: -1, ArrowRight: 1 }[event.key]
      if (!by || (event.target === slider && event.key.startsWith('Arrow'))) return
      event.preventDefault()
      event.stopPropagation()
      step(by)
    })
    figure.querySelector('.moments').after(player)
    figure.classList.add('played')
    show(0)
  }

  // The frames come in a script of their own: a page opened from disk may load a script, and nothing else.
  const waiting = new Map()
  self.gradusReplay = (name, runs) => {
    const figure = waiting.get(name)
    waiting.delete(name)
    // A live figure may have taken its place meanwhile.
    if (figure && !figure.querySelector('.player')) play(figure, runs)
  }
  const load = (figure) => {
    waiting.set(figure.dataset.replay, figure)
    document.head.append(element('script', { src: assets + 'replays/' + figure.dataset.replay }))
  }
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      near.unobserve(target)
      load(target)
    }
  }, { rootMargin: '800px' })
  for (const figure of document.querySelectorAll('figure[data-replay]')) near.observe(figure)
})()
