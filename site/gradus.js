// Gradus: everything here is a convenience; the pages are complete without it.
'use strict'
;(() => {
  const root = document.documentElement
  const all = (selector, from = document) => [...from.querySelectorAll(selector)]
  const assets = document.currentScript.src.replace(/[^/]*$/, '')

  // What the reader has done, in this browser. Storage may be forbidden: then nothing is kept.
  const store = {
    read(key, otherwise) {
      try { return JSON.parse(localStorage.getItem('gradus.' + key)) ?? otherwise } catch { return otherwise }
    },
    write(key, value) {
      try { localStorage.setItem('gradus.' + key, JSON.stringify(value)) } catch {}
    },
  }
  const empty = () => ({ version: 1, exercises: {}, quizzes: {} })
  const progress = () => {
    const kept = store.read('progress', empty())
    return kept.version === 1 ? kept : empty()
  }
  // What the terminal has judged, from assets/progress.js: it counts as done here too.
  let passed = []
  self.gradusProgress = (names) => { passed = names }
  const isDone = (name) => passed.includes(name) || !!progress().exercises[name]
  const mark = (kind, key, value) => {
    const kept = progress()
    if (value === null) delete kept[kind][key]
    else kept[kind][key] = value
    store.write('progress', kept)
  }

  // The theme is set before the page is drawn.
  const chosen = store.read('theme', null)
  if (chosen) root.dataset.theme = chosen

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }

  const themes = () => {
    const button = document.querySelector('.theme')
    const system = matchMedia('(prefers-color-scheme: dark)')
    const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark'
    const show = () => { button.textContent = isDark() ? 'Light' : 'Dark' }
    button.onclick = () => {
      root.dataset.theme = isDark() ? 'light' : 'dark'
      store.write('theme', root.dataset.theme)
      show()
    }
    system.addEventListener('change', show)
    show()
  }

  const copying = () => {
    for (const block of all('pre.code:not(.diff), pre.terminal')) {
      const text = block.textContent.replace(/^\$ /, '')
      const lines = text.trimEnd().split('\n').length
      const hidden = block.parentElement.querySelector(':scope > .whole > summary')
      const more = hidden?.textContent.match(/\d+ hidden/)
      const label = `Copy (${lines} ${lines === 1 ? 'line' : 'lines'}${more ? ', ' + more[0] : ''})`
      const button = element('button', { type: 'button', className: 'copy', textContent: label })
      button.onclick = async () => {
        try {
          await navigator.clipboard.writeText(text)
          button.textContent = 'Copied'
        } catch {
          getSelection().selectAllChildren(block)
          button.textContent = 'Selected'
        }
        setTimeout(() => { button.textContent = label }, 1600)
      }
      const box = element('div', { className: 'boxed' })
      block.replaceWith(box)
      box.append(block, button)
    }
  }

  // Predict first: what came out of an example is covered until the question above it has an answer.
  const cover = (quiz) => {
    const box = document.getElementById(quiz.dataset.predicts)
    const button = element('button', { type: 'button', textContent: 'Show it without an answer' })
    const name = quiz.querySelector('.kicker').textContent
    const note = element('p', { className: 'cover' }, 'What came out is covered until you answer ',
      element('a', { href: '#' + quiz.id, textContent: name }), '. ', button)
    button.onclick = () => { box.classList.remove('covered'); note.remove() }
    box.classList.add('covered')
    box.append(note)
    return button.onclick
  }

  const quizzes = () => {
    for (const quiz of all('.quiz')) {
      const uncover = quiz.dataset.predicts ? cover(quiz) : () => {}
      const options = all('.option', quiz)
      const answer = quiz.querySelector('.answer')
      const button = element('button', { type: 'submit', textContent: 'Check my answer' })
      answer.before(button)
      for (const option of options) option.querySelector('.reason').hidden = true
      const judge = () => {
        const picked = options.filter((option) => option.querySelector('input').checked)
        if (!picked.length) { answer.textContent = 'Choose an answer first.'; return }
        for (const option of options) {
          const isPicked = picked.includes(option)
          option.classList.toggle('chosen', isPicked)
          const reason = option.querySelector('.reason')
          reason.hidden = !isPicked
          reason.open = isPicked
          reason.querySelector('summary').hidden = true
        }
        const right = options.every((option) => option.classList.contains('is-right') === picked.includes(option))
        quiz.classList.toggle('answered', right)
        uncover()
        answer.textContent = right ? 'Right.' : 'Not yet. Read the reason, then choose again.'
        mark('quizzes', quiz.dataset.quiz, { right, choice: picked.map((option) => option.querySelector('input').value) })
      }
      quiz.addEventListener('submit', (event) => { event.preventDefault(); judge() })
      const before = progress().quizzes[quiz.dataset.quiz]
      if (before) {
        for (const option of options) {
          const input = option.querySelector('input')
          input.checked = before.choice.includes(input.value)
        }
        if (before.choice.length) judge()
      }
    }
  }

  const exercises = () => {
    for (const card of all('[data-exercise]')) {
      const name = card.dataset.exercise
      const isJudged = passed.includes(name)
      const box = element('input', { type: 'checkbox', checked: isDone(name), disabled: isJudged })
      box.onchange = () => mark('exercises', name, box.checked ? { done: true } : null)
      card.querySelector('header').append(element('label', { className: 'done' }, box, isJudged ? 'passed in the terminal' : 'done'))
    }
    for (const lesson of all('.lesson')) {
      const total = +lesson.dataset.exercises
      const names = new Set([...passed, ...Object.keys(progress().exercises)])
      const done = [...names].filter((name) => name.startsWith(lesson.dataset.lesson + '/')).length
      if (done && total) {
        if (done >= total) document.querySelector(`.map [data-lesson="${lesson.dataset.lesson}"]`)?.classList.add('finished')
        lesson.querySelector('.facts').append(' · ', element('span', { className: 'progress', textContent: `${Math.min(done, total)} of ${total} done` }))
      }
    }
  }

  // Progress as a file; what `gradus` keeps in a workspace can be loaded as well.
  const carrying = () => {
    const button = document.querySelector('.export')
    if (!button) return
    button.onclick = () => {
      const kept = progress()
      for (const name of passed) kept.exercises[name] ??= { done: true }
      const link = element('a', {
        href: 'data:application/json,' + encodeURIComponent(JSON.stringify(kept, null, 2)),
        download: 'gradus-progress.json',
      })
      link.click()
    }
    document.querySelector('.import input').onchange = async (event) => {
      try {
        const read = JSON.parse(await event.target.files[0].text())
        if (read.version !== 1) throw new Error()
        // A workspace's own .gradus/progress.json knows tries too; only what was passed is done.
        const done = Object.entries(read.exercises).filter(([, entry]) => entry.done || entry.passed)
        const kept = progress()
        store.write('progress', {
          version: 1,
          exercises: { ...kept.exercises, ...Object.fromEntries(done.map(([name]) => [name, { done: true }])) },
          quizzes: { ...kept.quizzes, ...read.quizzes },
        })
        location.reload()
      } catch {
        alert('This file holds no progress of this course.')
      }
    }
  }

  const contents = () => {
    const links = new Map(all('.toc a').map((link) => [decodeURIComponent(link.hash.slice(1)), link]))
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean)
    if (!headings.length) return
    let waiting = false
    const update = () => {
      waiting = false
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 140)
      for (const link of links.values()) link.removeAttribute('aria-current')
      const current = passed.at(-1)
      if (current) links.get(current.id).setAttribute('aria-current', 'true')
    }
    addEventListener('scroll', () => {
      if (!waiting) { waiting = true; requestAnimationFrame(update) }
    }, { passive: true })
    update()
  }

  // Search: every word must occur; the start of a word and a title weigh more. "A phrase" in quotes.
  const searching = () => {
    const form = document.querySelector('.search')
    const input = form.querySelector('input')
    const box = form.querySelector('.found')
    const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    let records = null
    self.gradusSearch = (rows) => {
      records = rows.map(([address, title, text]) => ({ address, title, text, low: plain(text), head: plain(title) }))
      find()
    }
    const load = () => {
      if (records || form.dataset.loading) return
      form.dataset.loading = 'yes'
      document.head.append(element('script', { src: assets + 'search-data.js' }))
    }
    const weight = (record, word) => {
      const head = record.head.indexOf(word)
      let place = record.low.indexOf(word)
      if (head < 0 && place < 0) return 0
      let score = head < 0 ? 0 : 12
      for (let count = 0; place >= 0 && count < 8; count++) {
        score += /\w/.test(record.low[place - 1] ?? ' ') ? 0.3 : 1
        place = record.low.indexOf(word, place + word.length)
      }
      return score / (1 + record.low.length / 4000)
    }
    const excerpt = (record, word) => {
      const place = Math.max(0, record.low.indexOf(word))
      const start = place < 50 ? 0 : record.text.indexOf(' ', place - 45) + 1
      return (start ? '… ' : '') + record.text.slice(start, start + 130) + ' …'
    }
    const find = () => {
      const words = [...plain(input.value).matchAll(/"([^"]+)"?|(\S+)/g)].map((match) => match[1] ?? match[2])
      box.hidden = !words.length
      if (!words.length || !records) return
      const hits = records
        .map((record) => [words.map((word) => weight(record, word)), record])
        .filter(([weights]) => weights.every(Boolean))
        .map(([weights, record]) => [weights.reduce((sum, one) => sum + one), record])
        .sort((a, b) => b[0] - a[0]).slice(0, 12)
      box.querySelector('.count').textContent = hits.length
        ? `${hits.length} ${hits.length === 1 ? 'section' : 'sections'}` : 'Nothing found'
      box.querySelector('ol').replaceChildren(...hits.map(([, record]) =>
        element('li', {}, element('a', { href: assets + '../' + record.address },
          element('strong', { textContent: record.title }),
          element('span', { textContent: excerpt(record, words[0]) })))))
    }
    input.onfocus = load
    input.oninput = find
    form.onsubmit = (event) => {
      event.preventDefault()
      box.querySelector('a')?.click()
    }
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') { input.value = ''; find(); input.focus() }
      const links = all('a', box)
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (!step || !links.length) return
      event.preventDefault()
      const next = links.indexOf(document.activeElement) + step
      ;(links[next] ?? input).focus()
    })
    document.addEventListener('click', (event) => { if (!form.contains(event.target)) box.hidden = true })
  }

  const keys = () => {
    document.addEventListener('keydown', (event) => {
      if (event.altKey || event.metaKey) return
      const isTyping = event.target.closest('input, textarea, select, pre, .scroll, .player')
      if ((event.key === '/' && !isTyping) || (event.key === 'k' && event.ctrlKey)) {
        event.preventDefault()
        document.querySelector('.search input').focus()
      }
      if (isTyping || event.ctrlKey || event.shiftKey) return
      const relation = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key]
      if (relation) document.querySelector(`.around a[rel="${relation}"]`)?.click()
    })
  }

  // What a reference or a citation points at, beside it: on hovering, on focus; Escape puts it away.
  const cards = () => {
    const card = element('div', { className: 'card', id: 'card', role: 'tooltip', hidden: true })
    document.body.append(card)
    let shown = null, timer = 0
    const hide = () => {
      clearTimeout(timer)
      card.hidden = true
      shown?.removeAttribute('aria-describedby')
      shown = null
    }
    const content = (target) => {
      const box = target.matches('h1, h2, h3, h4') ? target.nextElementSibling ?? target : target
      const copy = (box.querySelector(':scope > .moments, :scope > svg, :scope > dd') ?? box).cloneNode(true)
      for (const one of all('.anchor, .back, button, details, .player, header label', copy)) one.remove()
      // Nothing in a card is a second place with the same name, and nothing in it can be reached by Tab.
      for (const one of [copy, ...all('[id], [tabindex], a, [aria-labelledby]', copy)]) {
        for (const name of ['id', 'tabindex', 'href', 'aria-labelledby', 'aria-describedby', 'role']) one.removeAttribute(name)
      }
      return copy
    }
    const show = (link) => {
      hide()
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)))
      if (!target) return
      const caption = target.querySelector('figcaption')?.cloneNode(true)
      card.replaceChildren(content(target), ...(caption ? [caption] : []))
      card.hidden = false
      shown = link
      link.setAttribute('aria-describedby', 'card')
      const at = link.getBoundingClientRect(), size = card.getBoundingClientRect()
      const left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8))
      const isBelow = at.bottom + size.height + 8 < innerHeight || at.top < size.height + 8
      card.style.left = left + 'px'
      card.style.top = (isBelow ? at.bottom + 6 : at.top - size.height - 6) + 'px'
    }
    for (const link of all('a.ref, a.term, .cite a')) {
      link.addEventListener('pointerenter', (event) => {
        if (event.pointerType === 'mouse') timer = setTimeout(() => show(link), 200)
      })
      link.addEventListener('pointerleave', (event) => { if (!card.contains(event.relatedTarget)) hide() })
      link.addEventListener('focus', () => { if (link.matches(':focus-visible')) show(link) })
      link.addEventListener('blur', hide)
    }
    card.addEventListener('pointerleave', hide)
    addEventListener('scroll', () => { if (shown && shown !== document.activeElement) hide() }, { passive: true })
    addEventListener('keydown', (event) => { if (event.key === 'Escape') hide() })
  }

  // A link to something inside a folded box opens the box.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)).split('?')[0])
    target?.closest?.('.covered')?.querySelector('.cover button').click()
    for (let box = target?.closest?.('details'); box; box = box.parentElement.closest('details')) box.open = true
  }

  // Firefox scrolls to the picture, and not to the link in it that has the focus.
  addEventListener('focusin', ({ target }) => {
    if (!target.ownerSVGElement) return
    const box = target.getBoundingClientRect()
    if (box.bottom > innerHeight || box.top < 60) scrollBy(0, box.top - innerHeight / 2)
  })

  addEventListener('DOMContentLoaded', () => {
    for (const item of all('.scripted')) item.hidden = false
    for (const part of [themes, copying, quizzes, exercises, carrying, contents, searching, keys, cards, unfold]) part()
    addEventListener('hashchange', unfold)
    let closed = []
    // On paper the solutions stand at the end, under the names of their exercises.
    const places = new Map()
    addEventListener('beforeprint', () => {
      const solutions = all('.exercise .solution')
      if (solutions.length && !places.size) {
        const end = element('section', { className: 'solutions' }, element('h2', { textContent: 'Solutions' }))
        for (const solution of solutions) {
          places.set(solution, solution.parentElement)
          end.append(element('h3', { textContent: solution.parentElement.id }), solution)
        }
        document.querySelector('.ending').before(end)
      }
      closed = all('details:not([open]):not(.data, .whole)')
      for (const box of closed) box.open = true
    })
    addEventListener('afterprint', () => {
      for (const box of closed) box.open = false
      for (const [solution, home] of places) home.append(solution)
      places.clear()
      document.querySelector('.solutions')?.remove()
    })
  })
})()
