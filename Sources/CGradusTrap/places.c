/* Where in its source a program trapped: function, file, line and column for each address, and once more for every
   call that was inlined there, in the form that llvm-symbolizer prints.

   It runs in the program that is lost anyway, after the signal, so it reserves nothing and trusts nothing outside of
   it: it reads the debugging information (DWARF 4, which the Swift compiler writes on Linux) in the program's own
   file. A symboliser beside would take as long as the rest of a verdict. What it cannot read it leaves out, without
   the last line that says that all is there; then the symboliser is asked. */
#define _GNU_SOURCE
#include "CGradusTrap.h"

#ifdef __linux__
#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { most_places = 24, most_inlined = 16, most_abbreviations = 1024, most_files = 256 };
enum { inlined_subroutine = 0x1d, subprogram = 0x2e, compile_unit = 0x11 };

struct bytes {
  const uint8_t *at, *end;
};

/* A part of the source that has an address range. */
struct scope {
  uint64_t name; /* offset of the entry that names it */
  uint64_t file, line, column; /* from where it was called, if it was inlined */
};

struct place {
  uint64_t address;
  uint64_t file, line, column;
  int depth;
  struct scope scopes[most_inlined]; /* outermost first */
};

static struct place places[most_places];
static int place_count;
static struct bytes info, abbreviations, lines, strings, ranges;
static const uint8_t *shapes[most_abbreviations]; /* of the unit that is being read */

static uint64_t number(struct bytes *from, int size) {
  uint64_t value = 0;
  if (from->end - from->at < size) {
    from->at = from->end;
    return 0;
  }
  for (int i = 0; i < size; i++) value |= (uint64_t)from->at[i] << (8 * i);
  from->at += size;
  return value;
}

static uint64_t leb(struct bytes *from) {
  uint64_t value = 0;
  for (int shift = 0; from->at < from->end && shift < 64; shift += 7) {
    uint8_t byte = *from->at++;
    value |= (uint64_t)(byte & 127) << shift;
    if (byte < 128) break;
  }
  return value;
}

static int64_t signed_leb(struct bytes *from) {
  const uint8_t *start = from->at;
  uint64_t value = leb(from);
  long bits = 7 * (from->at - start);
  if (bits > 0 && bits < 64 && (from->at[-1] & 64)) value |= ~0ULL << bits;
  return (int64_t)value;
}

static void skip(struct bytes *from, uint64_t count) {
  from->at = count < (uint64_t)(from->end - from->at) ? from->at + count : from->end;
}

static const char *text(struct bytes *from) {
  const uint8_t *zero = memchr(from->at, 0, (size_t)(from->end - from->at));
  const char *start = zero ? (const char *)from->at : "";
  from->at = zero ? zero + 1 : from->end;
  return start;
}

static struct bytes tail(struct bytes all, uint64_t offset) {
  skip(&all, offset);
  return all;
}

/* What is of interest in an entry. */
struct entry {
  uint64_t tag, low, high, range, name, linkage, origin, lines;
  uint64_t file, line, column;
  int has_low, high_is_length, has_range, has_name, has_linkage, has_origin;
};

/* Reads the attributes of an entry; 0 where a form is unknown. */
static int read_entry(struct bytes *from, const uint8_t *unit, uint64_t code, struct entry *entry) {
  if (code >= most_abbreviations || !shapes[code]) return 0;
  struct bytes shape = {shapes[code], abbreviations.end};
  memset(entry, 0, sizeof *entry);
  entry->tag = leb(&shape);
  shape.at++; /* whether it has children: ranges tell what is in what */
  for (;;) {
    uint64_t attribute = leb(&shape), form = leb(&shape), value = 0;
    if (!attribute && !form) return 1;
    if (shape.at >= shape.end) return 0;
    switch (form) {
    case 0x01: case 0x07: case 0x20: value = number(from, 8); break; /* addr, data8, ref_sig8 */
    case 0x0b: case 0x0c: value = number(from, 1); break;            /* data1, flag */
    case 0x05: value = number(from, 2); break;                       /* data2 */
    case 0x06: case 0x0e: case 0x17: case 0x10: value = number(from, 4); break; /* data4, strp, sec_offset, ref_addr */
    case 0x13: value = number(from, 4) + (uint64_t)(unit - info.at); break;     /* ref4 */
    case 0x0f: value = leb(from); break;                                        /* udata */
    case 0x0d: value = (uint64_t)signed_leb(from); break;                       /* sdata */
    case 0x19: value = 1; break;                                                /* flag_present */
    case 0x08: text(from); break;                                               /* string */
    case 0x18: case 0x09: skip(from, leb(from)); break;                         /* exprloc, block */
    case 0x0a: skip(from, number(from, 1)); break;                              /* block1 */
    default: return 0;
    }
    switch (attribute) {
    case 0x03: if (form == 0x0e) entry->name = value, entry->has_name = 1; break;
    case 0x6e: if (form == 0x0e) entry->linkage = value, entry->has_linkage = 1; break;
    case 0x10: entry->lines = value; break;
    case 0x11: entry->low = value, entry->has_low = 1; break;
    case 0x12: entry->high = value, entry->high_is_length = form != 0x01; break;
    case 0x31: case 0x47: entry->origin = value, entry->has_origin = 1; break;
    case 0x55: entry->range = value, entry->has_range = 1; break;
    case 0x57: entry->column = value; break;
    case 0x58: entry->file = value; break;
    case 0x59: entry->line = value; break;
    }
  }
}

static int covers(const struct entry *entry, uint64_t base, uint64_t address) {
  if (entry->has_range) {
    struct bytes from = tail(ranges, entry->range);
    for (;;) {
      uint64_t low = number(&from, 8), high = number(&from, 8);
      if (!low && !high) return 0;
      if (low == UINT64_MAX) base = high;
      else if (address >= base + low && address < base + high) return 1;
    }
  }
  uint64_t high = entry->high_is_length ? entry->low + entry->high : entry->high;
  return entry->has_low && address >= entry->low && address < high;
}

/* Remembers for every place in which functions it lies. */
static int read_unit(struct bytes unit, const uint8_t *start, uint64_t *line_offset) {
  number(&unit, 2);
  memset(shapes, 0, sizeof shapes);
  struct bytes shape = tail(abbreviations, number(&unit, 4));
  if (number(&unit, 1) != 8) return 0;
  for (uint64_t code; (code = leb(&shape)) != 0;) {
    if (code < most_abbreviations) shapes[code] = shape.at;
    leb(&shape);
    skip(&shape, 1);
    while (shape.at < shape.end && (leb(&shape) | leb(&shape))) {}
  }
  uint64_t base = 0;
  while (unit.at < unit.end) {
    uint64_t offset = (uint64_t)(unit.at - info.at), code = leb(&unit);
    struct entry entry;
    if (code == 0) continue;
    if (!read_entry(&unit, start, code, &entry)) return 0;
    if (entry.tag == compile_unit) {
      base = entry.low;
      *line_offset = entry.lines;
    }
    if (entry.tag != subprogram && entry.tag != inlined_subroutine) continue;
    for (int i = 0; i < place_count; i++) {
      struct place *place = &places[i];
      if (place->depth == most_inlined || !covers(&entry, base, place->address)) continue;
      place->scopes[place->depth++] = (struct scope){
        entry.has_origin ? entry.origin : offset, entry.file, entry.line, entry.column};
    }
  }
  return 1;
}

/* The unit's table of lines: a program for a small machine, one row for each change of place. */
static struct { struct bytes folders; const char *name[most_files]; uint64_t folder[most_files]; uint64_t count; } files;

static int read_lines(uint64_t offset) {
  struct bytes from = tail(lines, offset);
  uint64_t length = number(&from, 4);
  if (length > (uint64_t)(from.end - from.at)) return 0;
  from.end = from.at + length;
  if (number(&from, 2) != 4) return 0;
  uint64_t header = number(&from, 4);
  struct bytes program = tail(from, header);
  uint64_t step = number(&from, 1);
  number(&from, 2); /* operations for each instruction, and whether a row begins a statement */
  int64_t line_base = (int8_t)number(&from, 1);
  uint64_t line_range = number(&from, 1), first_special = number(&from, 1);
  if (!line_range || !first_special) return 0;
  const uint8_t *operands = from.at - 1;
  skip(&from, first_special - 1);
  files.folders = from;
  while (from.at < from.end && *text(&from)) {}
  files.count = 0;
  for (;;) {
    const char *name = text(&from);
    if (!*name) break;
    uint64_t folder = leb(&from);
    leb(&from), leb(&from);
    if (++files.count < most_files) files.name[files.count] = name, files.folder[files.count] = folder;
  }

  uint64_t address = 0, file = 1, line = 1, column = 0;
  uint64_t old_address = 0, old_file = 0, old_line = 0, old_column = 0;
  int in_sequence = 0;
  while (program.at < program.end) {
    uint64_t op = number(&program, 1);
    int row = 0, ends = 0;
    if (op >= first_special) {
      uint64_t adjusted = op - first_special;
      address += adjusted / line_range * step;
      line += (uint64_t)(line_base + (int64_t)(adjusted % line_range));
      row = 1;
    } else if (op == 0) {
      uint64_t size = leb(&program);
      struct bytes extended = program;
      skip(&program, size);
      switch (number(&extended, 1)) {
      case 1: row = ends = 1; break;
      case 2: address = number(&extended, 8); break;
      }
    } else {
      switch (op) {
      case 1: row = 1; break;
      case 2: address += leb(&program) * step; break;
      case 3: line += (uint64_t)signed_leb(&program); break;
      case 4: file = leb(&program); break;
      case 5: column = leb(&program); break;
      case 6: case 7: case 10: case 11: break;
      case 8: address += (255 - first_special) / line_range * step; break;
      case 9: address += number(&program, 2); break;
      default: for (int i = operands[op]; i > 0; i--) leb(&program);
      }
    }
    if (!row) continue;
    for (int i = 0; in_sequence && i < place_count; i++)
      if (places[i].address >= old_address && places[i].address < address)
        places[i].file = old_file, places[i].line = old_line, places[i].column = old_column;
    old_address = address, old_file = file, old_line = line, old_column = column;
    in_sequence = !ends;
    if (ends) address = 0, file = 1, line = 1, column = 0;
  }
  return 1;
}

/* What is written goes out in pieces of this size. */
static char buffer[512];
static int report_fd, filled;

static void flush(void) {
  gradus_write(report_fd, buffer, filled);
  filled = 0;
}

static void put(const char *word) {
  for (; *word; word++) {
    if (filled == sizeof buffer) flush();
    buffer[filled++] = *word == '\n' ? ' ' : *word;
  }
}

static void put_number(uint64_t number) {
  char digits[24], *at = digits + sizeof digits;
  *--at = 0;
  do *--at = (char)('0' + number % 10);
  while ((number /= 10) != 0);
  put(at);
}

static void end_line(void) {
  if (filled == sizeof buffer) flush();
  buffer[filled++] = '\n';
}

/* The unit is still the one of `shapes`, in which an inlined function is named too. */
static const char *name(uint64_t offset, const uint8_t *unit) {
  for (int hops = 0; hops < 4; hops++) {
    struct bytes from = tail(info, offset);
    struct entry entry;
    if (!read_entry(&from, unit, leb(&from), &entry)) break;
    struct bytes at = tail(strings, entry.has_linkage ? entry.linkage : entry.name);
    if (entry.has_linkage || entry.has_name) return text(&at);
    if (!entry.has_origin) break;
    offset = entry.origin;
  }
  return "??";
}

static void put_place(uint64_t file, uint64_t line, uint64_t column) {
  if (file == 0 || file > files.count || file >= most_files) {
    put("??");
  } else {
    struct bytes folders = files.folders;
    const char *folder = "";
    for (uint64_t i = 0; i < files.folder[file]; i++) folder = text(&folders);
    if (*files.name[file] != '/' && *folder) put(folder), put("/");
    put(files.name[file]);
  }
  put(":"), put_number(line), put(":"), put_number(column);
  end_line();
}

static void put_places(const uint8_t *unit) {
  for (int i = 0; i < place_count; i++) {
    struct place *place = &places[i];
    uint64_t file = place->file, line = place->line, column = place->column;
    for (int depth = place->depth - 1; depth >= 0; depth--) {
      struct scope *scope = &place->scopes[depth];
      put(name(scope->name, unit));
      end_line();
      put_place(file, line, column);
      file = scope->file, line = scope->line, column = scope->column;
    }
    if (place->depth > 0) end_line();
    place->depth = 0;
  }
}

static struct bytes section(const uint8_t *file, uint64_t size, const char *wanted) {
  const Elf64_Ehdr *header = (const void *)file;
  struct bytes none = {file, file};
  if (size < sizeof *header || header->e_shoff + (uint64_t)header->e_shnum * sizeof(Elf64_Shdr) > size) return none;
  const Elf64_Shdr *sections = (const void *)(file + header->e_shoff);
  if (header->e_shstrndx >= header->e_shnum) return none;
  const Elf64_Shdr *names = &sections[header->e_shstrndx];
  for (int i = 0; i < header->e_shnum; i++) {
    const Elf64_Shdr *it = &sections[i];
    uint64_t at = names->sh_offset + it->sh_name;
    if (at + strlen(wanted) + 1 > size || it->sh_offset + it->sh_size > size || it->sh_flags & SHF_COMPRESSED) continue;
    if (strcmp((const char *)file + at, wanted) == 0)
      return (struct bytes){file + it->sh_offset, file + it->sh_offset + it->sh_size};
  }
  return none;
}

void gradus_write_places(int fd, const uintptr_t *addresses, int count) {
  int program = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (program < 0 || fstat(program, &status) != 0) return;
  uint64_t size = (uint64_t)status.st_size;
  const uint8_t *file = mmap(NULL, size, PROT_READ, MAP_PRIVATE, program, 0);
  if (file == MAP_FAILED) return;
  info = section(file, size, ".debug_info");
  abbreviations = section(file, size, ".debug_abbrev");
  lines = section(file, size, ".debug_line");
  strings = section(file, size, ".debug_str");
  ranges = section(file, size, ".debug_ranges");
  report_fd = fd;
  place_count = 0;
  for (int i = 0; i < count && place_count < most_places; i++)
    /* Addresses of libraries differ from run to run, and nobody's line is in them. */
    if (addresses[i] < size) places[place_count++] = (struct place){.address = addresses[i]};
  put("places");
  end_line();
  struct bytes from = info;
  while (from.end - from.at > 11) {
    const uint8_t *start = from.at;
    struct bytes unit = from;
    uint64_t length = number(&unit, 4), line_offset = 0;
    if (length < 7 || length > (uint64_t)(unit.end - unit.at)) return;
    unit.end = unit.at + length;
    from.at = unit.end;
    if (unit.at[0] != 4 || unit.at[1] != 0 || !read_unit(unit, start, &line_offset)) return;
    if (!read_lines(line_offset)) return;
    put_places(start);
  }
  put("all places");
  end_line();
  flush();
}
#else
void gradus_write_places(int fd, const uintptr_t *addresses, int count) {
  (void)fd, (void)addresses, (void)count;
}
#endif
