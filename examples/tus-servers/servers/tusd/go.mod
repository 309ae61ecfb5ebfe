module tusd-example

go 1.25.0

require github.com/tus/tusd/v2 v2.9.2
