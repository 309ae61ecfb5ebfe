// tusd with its file store and its file locker, as its documentation embeds it.
// `tusd-example PORT FOLDER` listens on 127.0.0.1 only; the folder is emptied, so that nothing of an earlier run is found.
package main

import (
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/tus/tusd/v2/pkg/filelocker"
	"github.com/tus/tusd/v2/pkg/filestore"
	"github.com/tus/tusd/v2/pkg/handler"
)

func main() {
	port, folder := os.Args[1], os.Args[2]
	if err := os.RemoveAll(folder); err != nil {
		log.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		log.Fatal(err)
	}
	locker := filelocker.New(folder)
	// By default whoever waits for a lock looks every three seconds: races would take minutes.
	locker.AcquirerPollInterval = 100 * time.Millisecond
	locker.HolderPollInterval = 300 * time.Millisecond
	composer := handler.NewStoreComposer()
	filestore.New(folder).UseIn(composer)
	locker.UseIn(composer)
	files, err := handler.NewHandler(handler.Config{BasePath: "/files/", StoreComposer: composer})
	if err != nil {
		log.Fatal(err)
	}
	http.Handle("/files/", http.StripPrefix("/files/", files))
	http.Handle("/files", http.StripPrefix("/files", files))
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(listener, nil))
}
